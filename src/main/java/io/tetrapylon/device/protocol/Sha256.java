package io.tetrapylon.device.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 {
  private Sha256() {}

  /** The digest of the parts, one after the other. */
  public static byte[] of(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The digest of a text's UTF-8 form, in base64url. */
  public static String text(String text) {
    return Base64Url.text(of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
