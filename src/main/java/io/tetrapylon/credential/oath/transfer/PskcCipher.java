package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Opens the values of a PSKC document (RFC 6030 section 6): AES in CBC mode, and over each
 * ciphertext a MAC, which is compared before anything is decrypted.
 */
final class PskcCipher {
  /** So many turns of PBKDF2 take a quarter of a second at the most. */
  static final int MOST_ITERATIONS = 1_000_000;

  private static final int BLOCK = 16;
  private static final Map<String, Integer> CIPHERS =
      Map.of(
          "http://www.w3.org/2001/04/xmlenc#aes128-cbc", 16,
          "http://www.w3.org/2001/04/xmlenc#aes192-cbc", 24,
          "http://www.w3.org/2001/04/xmlenc#aes256-cbc", 32);
  private static final Map<String, String> MACS =
      Map.of(
          "http://www.w3.org/2000/09/xmldsig#hmac-sha1", "HmacSHA1",
          "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", "HmacSHA256",
          "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512", "HmacSHA512");

  private final Secret key;
  private final String macAlgorithm;
  private final byte[] macKey;

  private PskcCipher(Secret key, String macAlgorithm, XmlElement wrappedMacKey) {
    this.key = key;
    this.macAlgorithm = macAlgorithm;
    this.macKey = decrypted(wrappedMacKey, ciphertext(wrappedMacKey));
  }

  /**
   * What opens a document's values. Refuses with {@code MEMBER_INVALID} a document that says too
   * little, and one that another key was meant for as far as that can be told.
   */
  static PskcCipher of(XmlElement container, TransferKey given) {
    var method = container.at("MACMethod").orElseThrow(PskcCipher::withoutMac);
    var algorithm = MACS.get(method.attribute("Algorithm"));
    Member.check(algorithm != null, "content", "its MAC algorithm is not known here.");
    var wrapped = method.at("MACKey").orElseThrow(PskcCipher::withoutMac);
    try {
      return new PskcCipher(key(container, given), algorithm == null ? "" : algorithm, wrapped);
    } catch (Flawed unfit) {
      throw Member.invalid("content", "its MAC key cannot be read; is the key or password right?");
    }
  }

  private static RuntimeException withoutMac() {
    return Member.invalid("content", "encrypted values need a MAC method and its key.");
  }

  private static Secret key(XmlElement container, TransferKey given) {
    var preShared = given.preShared();
    if (preShared != null) {
      return preShared;
    }
    var password = given.password();
    if (password == null) {
      throw Member.invalid("key", "the file is encrypted: its password or its key is wanted.");
    }
    return container
        .at("EncryptionKey", "DerivedKey", "KeyDerivationMethod")
        .filter(method -> method.attribute("Algorithm").endsWith("#pbkdf2"))
        .flatMap(method -> method.at("PBKDF2-params"))
        .map(parameters -> derived(password, parameters))
        .orElseThrow(
            () -> Member.invalid("password", "the file's key is not derived from a password."));
  }

  private static Secret derived(Secret password, XmlElement parameters) {
    byte[] salt = base64(parameters.text("Salt", "Specified").orElse(""));
    int iterations = number(parameters, "IterationCount", 0);
    int length = number(parameters, "KeyLength", BLOCK);
    Member.check(salt.length > 0 && salt.length <= 1024, "content", "its salt is not read here.");
    Member.check(
        iterations >= 1 && iterations <= MOST_ITERATIONS,
        "content",
        "its count of iterations must be 1 to " + MOST_ITERATIONS + ".");
    Member.check(CIPHERS.containsValue(length), "content", "its key has no length of AES.");
    return derive(digest(parameters), password, salt, iterations, length);
  }

  private static Digest digest(XmlElement parameters) {
    var named = parameters.at("PRF").map(prf -> prf.attribute("Algorithm")).orElse("");
    if (named.isEmpty() || named.endsWith("hmac-sha1") || named.endsWith("hmacWithSHA1")) {
      return new SHA1Digest();
    } else if (named.endsWith("hmac-sha256") || named.endsWith("hmacWithSHA256")) {
      return new SHA256Digest();
    } else if (named.endsWith("hmac-sha512") || named.endsWith("hmacWithSHA512")) {
      return new SHA512Digest();
    }
    throw Member.invalid("content", "its key derivation is not known here.");
  }

  /** PBKDF2 (RFC 8018 section 5.2). */
  static Secret derive(Digest digest, Secret password, byte[] salt, int iterations, int length) {
    var generator = new PKCS5S2ParametersGenerator(digest);
    generator.init(password.bytes(), salt, iterations);
    return Secret.of(((KeyParameter) generator.generateDerivedMacParameters(length * 8)).getKey());
  }

  private static int number(XmlElement parameters, String child, int otherwise) {
    var text = parameters.text(child);
    return text.isEmpty()
        ? otherwise
        : text.get().matches("\\d{1,9}") ? Integer.parseInt(text.get()) : -1;
  }

  /**
   * The bytes of a value such as {@code Secret}.
   *
   * @param value the element that holds {@code EncryptedValue} and {@code ValueMAC}
   */
  byte[] open(XmlElement value) {
    var encrypted = value.at("EncryptedValue").orElseThrow(() -> new Flawed("It has no value."));
    byte[] ciphertext = ciphertext(encrypted);
    byte[] told = base64(value.text("ValueMAC").orElseThrow(() -> new Flawed("It has no MAC.")));
    if (!MessageDigest.isEqual(told, mac(macAlgorithm, macKey, ciphertext))) {
      throw new Flawed("Its MAC is wrong: another key or password, or it was changed.");
    }
    return decrypted(encrypted, ciphertext);
  }

  /** The MAC over a ciphertext with its initial vector. */
  static byte[] mac(String algorithm, byte[] key, byte[] ciphertext) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(ciphertext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has these MACs", e);
    }
  }

  private static byte[] ciphertext(XmlElement encrypted) {
    byte[] bytes = base64(encrypted.text("CipherData", "CipherValue").orElse(""));
    if (bytes.length < 2 * BLOCK || bytes.length % BLOCK != 0 || bytes.length > 4096) {
      throw new Flawed("Its ciphertext is cut off or too long.");
    }
    return bytes;
  }

  /** XML Encryption section 5.2: the last byte says how many are padding, the others are any. */
  private byte[] decrypted(XmlElement encrypted, byte[] ciphertext) {
    var algorithm = encrypted.at("EncryptionMethod").map(m -> m.attribute("Algorithm")).orElse("");
    if (CIPHERS.getOrDefault(algorithm, 0) != key.length()) {
      throw new Flawed("Its cipher is not known here, or wants a key of another length.");
    }
    byte[] padded = cbc(Cipher.DECRYPT_MODE, key, ciphertext, ciphertext, BLOCK);
    int padding = padded[padded.length - 1];
    if (padding < 1 || padding > BLOCK || padding == padded.length) {
      throw new Flawed("It cannot be decrypted: another key or password, or it was changed.");
    }
    return Arrays.copyOf(padded, padded.length - padding);
  }

  /** AES-CBC without padding, over what comes after so many bytes; the vector is in front. */
  static byte[] cbc(int mode, Secret key, byte[] vector, byte[] input, int from) {
    try {
      var cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          mode, new SecretKeySpec(key.bytes(), "AES"), new IvParameterSpec(vector, 0, BLOCK));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-CBC", e);
    }
  }

  /** Base64 in which white space does not matter, or a flaw. */
  static byte[] base64(String text) {
    try {
      return Base64.getDecoder()
          .decode(text.replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException notBase64) {
      throw new Flawed("It holds what is no base64.");
    }
  }
}
