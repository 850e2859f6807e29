package io.tetrapylon.credential.uaf;

import io.tetrapylon.kernel.Member;
import java.util.regex.Pattern;

/**
 * The version of an authenticator, {@code major} or {@code major.minor}, as somebody wrote it.
 *
 * @param text its digits
 * @param number whether it was written as a number and not as a text
 */
public record AuthenticatorVersion(String text, boolean number) {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,5})?");

  /** Refuses with {@code MEMBER_INVALID} what has not this form. */
  public AuthenticatorVersion {
    Member.check(isVersion(text), "authenticatorVersion", "is not like 1.0.");
  }

  /** Whether a text has the form of a version. */
  public static boolean isVersion(String text) {
    return FORM.matcher(text).matches();
  }
}
