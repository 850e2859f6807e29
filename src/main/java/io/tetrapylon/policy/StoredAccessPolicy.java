package io.tetrapylon.policy;

import java.time.Instant;
import java.util.UUID;

/**
 * An access policy as operators see it.
 *
 * @param id its id
 * @param position its place in the order, from 1; the first match decides
 * @param settings what the operator says of it
 * @param createdAt since when
 * @param version grows with each change
 */
public record StoredAccessPolicy(
    UUID id, int position, AccessPolicySettings settings, Instant createdAt, long version) {}
