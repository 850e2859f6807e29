package io.tetrapylon.dialect.sta;

import java.util.Base64;

/**
 * The id of an authenticator in a path: its WebAuthn credential id of up to 1023 bytes, in
 * base64url (RFC 4648 section 5), with padding or without.
 */
final class AuthenticatorId {
  private AuthenticatorId() {}

  /** Its bytes. */
  static byte[] read(String text) {
    if (text.isBlank()) {
      throw new StaRefusal(StaWords.NO_AUTHENTICATOR_ID);
    }
    return decoded(text, StaWords.AUTHENTICATOR_ID_UNREADABLE);
  }

  /** The bytes of a text in base64url that holds at least one. */
  static byte[] decoded(String text, StaProblem otherwise) {
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64Url) {
      // Refused below.
    }
    throw new StaRefusal(otherwise);
  }
}
