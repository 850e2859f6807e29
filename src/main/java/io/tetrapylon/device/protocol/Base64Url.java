package io.tetrapylon.device.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** base64url without padding (RFC 7515 appendix C), strictly: each value has one text only. */
public final class Base64Url {
  private Base64Url() {}

  /** The text of bytes. */
  public static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The text of a text's UTF-8 form. */
  static String text(String plain) {
    return text(plain.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of a text; empty where it is padded, has other characters or stray bits. */
  public static Optional<byte[]> bytes(String text) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      return text(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
