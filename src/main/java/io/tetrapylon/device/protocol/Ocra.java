package io.tetrapylon.device.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tetrapylon.kernel.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The six digits that a phone without a network shows for a QR code: OCRA (RFC 6287) in the suite
 * {@value #SUITE}. A question of 64 hexadecimal digits is 32 bytes: the SHA-256 of the challenge's
 * nonce and then its id, 16 bytes.
 */
public final class Ocra {
  /** A question in hexadecimal, nothing else; HMAC-SHA256, six digits. */
  public static final String SUITE = "OCRA-1:HOTP-SHA256-6:QH64";

  /** How long a phone's key is. */
  public static final int KEY_BYTES = 32;

  /** Section 6.3: a question is padded with zeros at its end. */
  private static final int QUESTION_BYTES = 128;

  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;

  private Ocra() {}

  /** The question of a challenge, 32 bytes. */
  public static byte[] question(byte[] nonce, UUID challenge) {
    return Sha256.of(
        nonce,
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(challenge.getMostSignificantBits())
            .putLong(challenge.getLeastSignificantBits())
            .array());
  }

  /** The six digits that this key answers a question of 32 bytes with. */
  public static String code(Secret key, byte[] question) {
    var suite = SUITE.getBytes(US_ASCII);
    var input = ByteBuffer.allocate(suite.length + 1 + QUESTION_BYTES);
    input.put(suite).put((byte) 0).put(question);
    int number = truncated(hmac(key, input.array())) % MODULUS;
    return String.format("%0" + DIGITS + "d", number);
  }

  /** Whether the digits are this key's answer, in the same time wherever they differ. */
  public static boolean matches(Secret key, byte[] question, String digits) {
    return MessageDigest.isEqual(code(key, question).getBytes(US_ASCII), digits.getBytes(US_ASCII));
  }

  /** RFC 4226 section 5.3: 31 bits from where the last four bits point. */
  private static int truncated(byte[] hash) {
    int at = hash[hash.length - 1] & 0x0f;
    return ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & 0x7fffffff;
  }

  private static byte[] hmac(Secret key, byte[] input) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
      return mac.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
