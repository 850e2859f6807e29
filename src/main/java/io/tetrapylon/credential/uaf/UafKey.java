package io.tetrapylon.credential.uaf;

import io.tetrapylon.kernel.Member;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which key of which authenticator model: unique in a tenant (FIDO UAF Protocol 1.1, section 3.1.6
 * and 3.1.7).
 *
 * @param aaid four hexadecimal digits of the vendor, {@code #}, four of the model
 * @param keyId base64url without padding, 1 to 2048 characters
 */
public record UafKey(String aaid, String keyId) {
  private static final Pattern AAID = Pattern.compile("[0-9A-Fa-f]{4}#[0-9A-Fa-f]{4}");
  private static final int LONGEST_KEY_ID = 2048;

  /** Refuses with {@code MEMBER_INVALID} what has not this form. */
  public UafKey {
    Member.check(isAaid(aaid), "aaid", "is not like ABCD#0001.");
    Member.check(isKeyId(keyId), "keyId", "is not base64url without padding.");
  }

  /** Whether a text has the form of an AAID. */
  public static boolean isAaid(String text) {
    return AAID.matcher(text).matches();
  }

  /** Whether a text is the one way to write a key id: two texts would be one key otherwise. */
  public static boolean isKeyId(String text) {
    if (text.isEmpty() || text.length() > LONGEST_KEY_ID) {
      return false;
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** The AAID as the store compares it: its digits have no case. */
  String model() {
    return aaid.toUpperCase(Locale.ROOT);
  }
}
