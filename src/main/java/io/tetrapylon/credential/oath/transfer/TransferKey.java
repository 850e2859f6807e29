package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What the secrets of a PSKC file are encrypted with: a password from which the key is derived, or
 * a key that both sides have. Of both at most one.
 *
 * @param password of 1 to 200 characters, or null
 * @param preShared 16, 24 or 32 bytes, or null
 */
public record TransferKey(@Nullable Secret password, @Nullable Secret preShared) {
  /** For files whose secrets are in the clear. */
  public static final TransferKey NONE = new TransferKey(null, null);

  /** Refuses with {@code MEMBER_INVALID} what is neither. */
  public TransferKey {
    Member.check(password == null || preShared == null, "key", "either a password or a key.");
    Member.check(
        password == null || (password.length() > 0 && password.length() <= 800),
        "password",
        "must have 1 to 200 characters.");
    Member.check(
        preShared == null
            || preShared.length() == 16
            || preShared.length() == 24
            || preShared.length() == 32,
        "preSharedKey",
        "must have 16, 24 or 32 bytes.");
  }

  /** Whether there is nothing to decrypt with. */
  boolean isNone() {
    return password == null && preShared == null;
  }
}
