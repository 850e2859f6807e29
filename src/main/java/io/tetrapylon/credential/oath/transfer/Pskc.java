package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;

/**
 * Reads PSKC (RFC 6030): HOTP and TOTP keys, in the clear, under a key that both sides have
 * (section 6.1) or under one derived from a password (section 6.2). A signature over the document
 * is not looked at; whoever imports vouches for the file.
 */
final class Pskc {
  private static final int LONGEST_NUMBER = 18;

  private Pskc() {}

  /** Refuses with {@code MEMBER_INVALID} what is no PSKC document or does not open at all. */
  static List<TransferRow> read(String content, TransferKey key) {
    var container = XmlElement.parse(content);
    Member.check(container.name().equals("KeyContainer"), "content", "is no PSKC document.");
    var packages = container.all("KeyPackage").toList();
    var cipher = isEncrypted(packages) ? PskcCipher.of(container, key) : null;
    return IntStream.range(0, packages.size())
        .mapToObj(i -> row(i + 1, packages.get(i), cipher))
        .toList();
  }

  private static boolean isEncrypted(List<XmlElement> packages) {
    return packages.stream()
        .flatMap(each -> each.at("Key", "Data").stream())
        .flatMap(data -> data.children().stream())
        .anyMatch(value -> value.at("EncryptedValue").isPresent());
  }

  private static TransferRow row(int number, XmlElement each, @Nullable PskcCipher cipher) {
    var serial = each.text("DeviceInfo", "SerialNo").orElseGet(() -> keyId(each));
    return TransferRow.of(number, serial, () -> token(each, serial, cipher));
  }

  private static String keyId(XmlElement each) {
    return each.at("Key").map(key -> key.attribute("Id")).orElse("");
  }

  private static TransferredToken token(
      XmlElement each, String serial, @Nullable PskcCipher cipher) {
    var key = each.at("Key").orElseThrow(() -> new Flawed("It has no key."));
    var method = method(key.attribute("Algorithm"));
    var values = new Values(key, cipher);
    return new TransferredToken(
        serial.isEmpty() ? null : serial,
        owner(each, key),
        key.text("FriendlyName").orElse(null),
        new OathParameters(
            method,
            algorithm(key),
            digits(key),
            method == OathMethod.TOTP ? (int) values.number("TimeInterval", 30) : 30),
        values.secret(),
        method == OathMethod.HOTP ? values.number("Counter", 0) : 0,
        new Validity(time(key, "StartDate"), time(key, "ExpiryDate")));
  }

  private static OathMethod method(String algorithm) {
    var name = algorithm.toLowerCase(Locale.ROOT);
    if (name.endsWith(":hotp") || name.endsWith("#hotp")) {
      return OathMethod.HOTP;
    } else if (name.endsWith(":totp") || name.endsWith("#totp")) {
      return OathMethod.TOTP;
    }
    throw new Flawed("Its algorithm is neither HOTP nor TOTP.");
  }

  private static OathAlgorithm algorithm(XmlElement key) {
    var suite = key.text("AlgorithmParameters", "Suite").orElse("HMAC-SHA1");
    return switch (suite.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "")) {
      case "HMACSHA1", "SHA1" -> OathAlgorithm.SHA1;
      case "HMACSHA256", "SHA256" -> OathAlgorithm.SHA256;
      case "HMACSHA512", "SHA512" -> OathAlgorithm.SHA512;
      default -> throw new Flawed("Its suite is not known here.");
    };
  }

  private static int digits(XmlElement key) {
    var format =
        key.at("AlgorithmParameters", "ResponseFormat")
            .orElseThrow(() -> new Flawed("It does not say how long a code is."));
    if (!format.attribute("Encoding").equals("DECIMAL")
        || format.attribute("CheckDigits").equals("true")) {
      throw new Flawed("Its codes are not plain digits.");
    }
    var length = format.attribute("Length");
    return length.matches("\\d{1,2}") ? Integer.parseInt(length) : 0;
  }

  /** The login: a plain text, or what a distinguished name has as UID or else as CN. */
  private static @Nullable String owner(XmlElement each, XmlElement key) {
    var text = key.text("UserId").or(() -> each.text("DeviceInfo", "UserId"));
    return text.map(id -> part(id, "UID").or(() -> part(id, "CN")).orElse(id)).orElse(null);
  }

  private static Optional<String> part(String name, String type) {
    try {
      return new LdapName(name)
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
              .map(rdn -> rdn.getValue().toString())
              .findFirst();
    } catch (InvalidNameException plain) {
      return Optional.empty();
    }
  }

  private static @Nullable Instant time(XmlElement key, String which) {
    return key.text("Policy", which).map(Pskc::time).orElse(null);
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException withoutZone) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      } catch (DateTimeParseException noTime) {
        throw new Flawed("It has a date that is none.");
      }
    }
  }

  /** The data of a key, whether encrypted or not. */
  private record Values(XmlElement key, @Nullable PskcCipher cipher) {
    Secret secret() {
      var value = key.at("Data", "Secret").orElseThrow(() -> new Flawed("It has no secret."));
      var plain = value.text("PlainValue");
      return Secret.of(plain.isPresent() ? PskcCipher.base64(plain.get()) : opened(value));
    }

    long number(String name, long otherwise) {
      var value = key.at("Data", name);
      if (value.isEmpty()) {
        return otherwise;
      }
      var plain = value.get().text("PlainValue");
      var text =
          plain.isPresent() ? plain.get() : new BigInteger(1, opened(value.get())).toString();
      if (!text.matches("\\d{1," + LONGEST_NUMBER + "}")) {
        throw new Flawed(name + " is no number.");
      }
      return Math.min(Long.parseLong(text), Integer.MAX_VALUE * (long) Integer.MAX_VALUE);
    }

    private byte[] opened(XmlElement value) {
      if (cipher == null) {
        throw new Flawed("It has no value.");
      }
      return cipher.open(value);
    }

    /** Secrets stand in it. */
    @Override
    public String toString() {
      return "Values[***]";
    }
  }
}
