package io.tetrapylon.user;

import java.time.Instant;
import java.util.UUID;

/**
 * A group as it stood when it was read.
 *
 * @param id its internal id
 * @param name unique in the tenant
 * @param createdAt when it was made
 * @param version for optimistic locking; members do not turn it
 */
public record Group(UUID id, String name, Instant createdAt, long version) {}
