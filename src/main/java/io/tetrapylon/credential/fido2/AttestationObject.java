package io.tetrapylon.credential.fido2;

import io.tetrapylon.credential.fido2.AuthenticatorData.Made;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an authenticator hands out with a credential that it made (WebAuthn section 6.5).
 *
 * @param encoded all of it
 * @param format how the statement is made
 * @param data what it is about; it holds a credential
 * @param made that credential
 */
record AttestationObject(byte[] encoded, String format, AuthenticatorData data, Made made) {
  /** Section 8.1: at most 32 octets of printable US-ASCII without backslash and double quote. */
  private static final Pattern FORMAT = Pattern.compile("[!#-\\[\\]-~]{1,32}");

  /**
   * Reads it to its last byte; of the statement only that it is a map, and empty where there is
   * none.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static AttestationObject read(byte[] encoded) {
    if (!(Cbor.read(encoded) instanceof Map<?, ?> map)
        || !(map.get("fmt") instanceof String format)
        || !(map.get("authData") instanceof byte[] authData)
        || !(map.get("attStmt") instanceof Map<?, ?> statement)) {
      throw new IllegalArgumentException("is not a map with fmt, authData and attStmt");
    }
    if (!FORMAT.matcher(format).matches()) {
      throw new IllegalArgumentException("its format has no name");
    }
    if (format.equals("none") && !statement.isEmpty()) { // section 8.7
      throw new IllegalArgumentException("its format is none, but there is a statement");
    }
    var data = AuthenticatorData.read(authData);
    if (data.made() == null) {
      throw new IllegalArgumentException("it holds no credential");
    }
    return new AttestationObject(encoded, format, data, data.made());
  }
}
