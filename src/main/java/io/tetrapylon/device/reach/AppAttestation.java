package io.tetrapylon.device.reach;

import io.tetrapylon.kernel.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an app said of itself when its target was made (iOS App Attest); kept as it was given.
 *
 * @param name unique to the user, or null
 * @param counter how often it validated an assertion, 0 or more
 * @param receipt of the attestation
 * @param publicKey of the attestation
 * @param device which phone
 * @param environment where it can be used
 */
public record AppAttestation(
    @Nullable String name,
    @Nullable Long counter,
    @Nullable String receipt,
    @Nullable String publicKey,
    @Nullable String device,
    @Nullable String environment) {
  private static final int LONGEST_RECEIPT = 32_768;
  private static final int LONGEST_KEY = 8192;
  private static final int LONGEST_TEXT = 2000;
  private static final int LONGEST_NAME = 200;

  /** Refuses with {@code MEMBER_INVALID} what is blank, too long or negative. */
  public AppAttestation {
    Member.optional("name", name, LONGEST_NAME);
    Member.check(counter == null || counter >= 0, "counter", "is 0 or more.");
    Member.lines("receipt", receipt, LONGEST_RECEIPT);
    Member.lines("publicKey", publicKey, LONGEST_KEY);
    Member.optional("deviceId", device, LONGEST_TEXT);
    Member.optional("environment", environment, LONGEST_NAME);
  }

  /** One as it stands. */
  public record Stored(
      AppAttestation attestation, Instant createdAt, Instant modifiedAt, long version) {}
}
