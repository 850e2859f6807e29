package io.tetrapylon.credential.password;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.PasswordHasher;

/** What a new password must be like: long rather than colourful (NIST SP 800-63B section 3.1.1). */
public final class PasswordRules {
  /** The shortest, in characters (code points). */
  public static final int LEAST = 8;

  private PasswordRules() {}

  /** Refuses with {@code MEMBER_INVALID} what is too short or too long to be one. */
  public static void check(Secret password) {
    Member.check(
        password.length() <= PasswordHasher.MAX_BYTES, "password", "it has at most 1024 bytes.");
    var text = password.text();
    Member.check(
        text.codePointCount(0, text.length()) >= LEAST,
        "password",
        "it has at least 8 characters.");
  }
}
