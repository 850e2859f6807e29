package io.tetrapylon.device.reach;

import io.tetrapylon.kernel.Member;
import org.jspecify.annotations.Nullable;

/**
 * A target of a UAF credential to be made with it.
 *
 * @param externalId unique in the tenant, or null: its id
 * @param settings how it is reached, and whether it is
 * @param attestation what its app said of itself, or null
 */
public record NewTarget(
    @Nullable String externalId, TargetSettings settings, @Nullable AppAttestation attestation) {
  /** Refuses with {@code MEMBER_INVALID} an external id that is blank or too long. */
  public NewTarget {
    Member.optional("extId", externalId, 200);
  }
}
