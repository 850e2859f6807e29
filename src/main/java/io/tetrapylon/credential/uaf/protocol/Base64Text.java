package io.tetrapylon.credential.uaf.protocol;

import java.util.Base64;

/** base64url without padding (UAF Protocol section 1.1), in the one way in which it is written. */
final class Base64Text {
  private Base64Text() {}

  static String of(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The bytes of a text, or an {@link IllegalArgumentException} with the sentence. */
  static byte[] decoded(String text, String otherwise) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      if (of(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      // Refused below.
    }
    throw new IllegalArgumentException(otherwise);
  }
}
