package io.tetrapylon.tenant;

import java.time.Instant;

/**
 * What users log in to.
 *
 * @param id its number, chosen by the tenant
 * @param name for people
 * @param plainApproval whether a push may be approved without typing digits
 * @param createdAt when it was made
 * @param version for optimistic locking
 */
public record Resource(
    long id, String name, boolean plainApproval, Instant createdAt, long version) {}
