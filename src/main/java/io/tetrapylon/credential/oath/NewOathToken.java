package io.tetrapylon.credential.oath;

import io.tetrapylon.credential.Validity;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param label what its owner knows it by, also in the authenticator app
 * @param parameters method, algorithm, digits and period
 * @param secret its secret, 10 to 128 bytes, or null: 160 random bits
 * @param counter the HOTP counter that comes next, 0 or more; 0 for TOTP
 * @param policyCode the code of its credential policy, or null: the first of HID's that the user
 *     has no token under
 * @param externalId unique in the tenant, or null: its id
 * @param validity from when until when it opens anything
 */
public record NewOathToken(
    String label,
    OathParameters parameters,
    @Nullable Secret secret,
    long counter,
    @Nullable String policyCode,
    @Nullable String externalId,
    Validity validity) {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 128;

  /** Refuses with {@code MEMBER_INVALID} what is out of range. */
  public NewOathToken {
    label = Member.text("label", label.strip(), 200);
    externalId = Member.optional("externalId", externalId, 200);
    Member.check(
        secret == null || (secret.length() >= SHORTEST && secret.length() <= LONGEST),
        "secret",
        "it has 10 to 128 bytes, 16 to 205 characters of base32.");
    Member.check(
        counter >= 0 && (counter == 0 || parameters.method() == OathMethod.HOTP),
        "counter",
        "it is 0 or more, and HOTP's alone.");
  }
}
