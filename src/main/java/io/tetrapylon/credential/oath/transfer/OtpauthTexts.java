package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.transfer.Lines.Line;
import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads {@code otpauth} texts, as authenticator apps take them, and {@code otpauth-migration}
 * texts, as such an app gives all of its tokens away. The account in the label is the owner's
 * login.
 */
final class OtpauthTexts {
  private static final String ONE = "otpauth://";
  private static final String MANY = "otpauth-migration://offline?";

  private OtpauthTexts() {}

  static List<TransferRow> read(String content) {
    return Lines.of(content).stream().flatMap(OtpauthTexts::rows).toList();
  }

  private static Stream<TransferRow> rows(Line line) {
    if (line.text().startsWith(MANY)) {
      return OtpauthMigration.rows(line.number(), () -> data(line.text()));
    }
    return Stream.of(TransferRow.of(line.number(), null, () -> token(line.text())));
  }

  private static String data(String text) {
    return query(text.substring(MANY.length())).getOrDefault("data", "");
  }

  private static TransferredToken token(String text) {
    if (!text.startsWith(ONE)) {
      throw new Flawed("It is no otpauth text.");
    }
    var parts = text.substring(ONE.length()).split("\\?", 2);
    var place = parts[0].split("/", 2);
    var query = query(parts.length == 2 ? parts[1] : "");
    var method = method(place[0]);
    var account = account(place.length == 2 ? decoded(place[1]) : "");
    return new TransferredToken(
        null,
        account,
        account,
        new OathParameters(
            method,
            Lines.algorithm(query.getOrDefault("algorithm", "")),
            Lines.number("digits", query.getOrDefault("digits", ""), 6),
            Lines.number("period", query.getOrDefault("period", ""), 30)),
        OathCsv.base32(query.getOrDefault("secret", "")),
        method == OathMethod.HOTP
            ? Lines.number("counter", query.getOrDefault("counter", ""), 0)
            : 0,
        Validity.ALWAYS);
  }

  private static OathMethod method(String name) {
    return switch (name) {
      case "totp" -> OathMethod.TOTP;
      case "hotp" -> OathMethod.HOTP;
      default -> throw new Flawed("It is neither totp nor hotp.");
    };
  }

  /** What stands behind the issuer, if one stands in front. */
  static String account(String label) {
    return label.substring(label.indexOf(':') + 1).strip();
  }

  private static Map<String, String> query(String text) {
    var query = new HashMap<String, String>();
    for (var each : text.split("&")) {
      var parts = each.split("=", 2);
      if (parts.length == 2) {
        query.putIfAbsent(parts[0], decoded(parts[1]));
      }
    }
    return query;
  }

  /** Percent-encoding; a plus is one, as base64 has it. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new Flawed("Its percent-encoding is broken.");
    }
  }
}
