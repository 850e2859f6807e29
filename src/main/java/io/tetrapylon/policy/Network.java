package io.tetrapylon.policy;

import java.time.Instant;
import java.util.UUID;

/**
 * A network location of a tenant.
 *
 * @param id its id
 * @param settings what the operator says it is
 * @param createdAt since when
 * @param version grows with each change
 */
public record Network(UUID id, NetworkSettings settings, Instant createdAt, long version) {}
