package io.tetrapylon.credential;

import io.tetrapylon.policy.CredentialKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as operators see it: what guards, without its secret.
 *
 * @param id its id
 * @param userId whose it is
 * @param policyId the credential policy that it is under
 * @param kind what it is
 * @param externalId unique in the tenant
 * @param label what its owner knows it by
 * @param state where it is in its life
 * @param stateCause why it is locked, or null
 * @param stateDetail what whoever changed the state said of it, or null
 * @param comment on the last change, or null
 * @param lockedUntil the end of a timed lock, or null
 * @param validity from when until when it opens anything
 * @param movingFactor the last TOTP step, HOTP counter or signature counter used, -1 for none
 * @param drift the steps by which a TOTP token's clock runs ahead
 * @param statistics how it was used
 * @param createdAt since when
 * @param modifiedAt the last change of anything but its use
 * @param version grows with each change and each use
 */
public record Credential(
    UUID id,
    UUID userId,
    UUID policyId,
    CredentialKind kind,
    String externalId,
    String label,
    CredentialState state,
    @Nullable StateCause stateCause,
    @Nullable String stateDetail,
    @Nullable String comment,
    @Nullable Instant lockedUntil,
    Validity validity,
    long movingFactor,
    int drift,
    Statistics statistics,
    Instant createdAt,
    Instant modifiedAt,
    long version) {

  /** What of it may be changed. */
  public CredentialSettings settings() {
    return new CredentialSettings(
        label, policyId, validity, state, stateCause, stateDetail, comment);
  }

  /**
   * How a credential was used.
   *
   * @param failures failures since the last success
   * @param strangerFailures those of them from networks that the user never succeeded from
   * @param successes all successes
   * @param failuresTotal all failures
   * @param successesInARow successes since the last failure
   * @param lastSuccessAt the last success, or null
   * @param lastFailureAt the last failure, or null
   */
  public record Statistics(
      int failures,
      int strangerFailures,
      long successes,
      long failuresTotal,
      long successesInARow,
      @Nullable Instant lastSuccessAt,
      @Nullable Instant lastFailureAt) {}
}
