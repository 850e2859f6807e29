package io.tetrapylon.credential.oath;

import io.tetrapylon.kernel.Member;

/**
 * What never changes in the life of a token, beside its secret.
 *
 * @param method what moves it on
 * @param algorithm the hash function of its HMAC
 * @param digits how long a code is, 6 or 8
 * @param period how long a TOTP step lasts, 1 to 3600 seconds
 */
public record OathParameters(OathMethod method, OathAlgorithm algorithm, int digits, int period) {
  /** What authenticator apps take for granted: TOTP, SHA1, six digits, thirty seconds. */
  public static final OathParameters USUAL =
      new OathParameters(OathMethod.TOTP, OathAlgorithm.SHA1, 6, 30);

  private static final int LONGEST_PERIOD = 3600;

  /** Refuses with {@code MEMBER_INVALID} what is out of range. */
  public OathParameters {
    Member.check(digits == 6 || digits == 8, "digits", "a code has 6 or 8 digits.");
    Member.check(
        period >= 1 && period <= LONGEST_PERIOD, "period", "a step lasts 1 to 3600 seconds.");
  }
}
