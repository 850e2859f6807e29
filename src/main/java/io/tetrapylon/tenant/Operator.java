package io.tetrapylon.tenant;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with the management API, as it stood when it was read; the password is not to
 * be read.
 *
 * @param id its internal id
 * @param login what it calls itself, unique in the tenant
 * @param role what it may do
 * @param enabled whether it may log in
 * @param lockedUntil when it may log in again after too many failures, or null; it may be past
 * @param createdAt when it was made
 * @param version for optimistic locking
 */
public record Operator(
    UUID id,
    String login,
    Role role,
    boolean enabled,
    @Nullable Instant lockedUntil,
    Instant createdAt,
    long version) {}
