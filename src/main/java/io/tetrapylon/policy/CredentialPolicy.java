package io.tetrapylon.policy;

import java.time.Instant;
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
    UUID id, CredentialPolicySettings settings, Instant createdAt, long version) {}
