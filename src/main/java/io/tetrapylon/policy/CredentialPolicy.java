package io.tetrapylon.policy;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A credential policy of a tenant: every credential is under one.
 *
 * @param id its id
 * @param settings what the operator says of it
 * @param createdAt since when
 * @param version grows with each change
 */
public record CredentialPolicy(
    UUID id, CredentialPolicySettings settings, Instant createdAt, long version) {
  /** Whether credentials of a kind are under it unless somebody says otherwise. */
  public boolean isDefaultOf(CredentialKind kind) {
    return settings.isDefault() && settings.kind() == kind;
  }

  /** The default of a kind among a tenant's policies; refuses with {@code CONFLICT} without one. */
  public static CredentialPolicy defaultOf(CredentialKind kind, List<CredentialPolicy> all) {
    return all.stream()
        .filter(policy -> policy.isDefaultOf(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Reason.CONFLICT, "The tenant has no default policy for such credentials."));
  }
}
