package io.tetrapylon.credential.ldap;

import java.time.Instant;
import java.util.UUID;

/**
 * A tenant's directory as it is stored.
 *
 * @param id of its row
 * @param settings with the account's password, which is told to nobody
 * @param createdAt when there first was one
 * @param modifiedAt when it was last set
 * @param version for optimistic locking
 */
public record DirectoryView(
    UUID id, DirectorySettings settings, Instant createdAt, Instant modifiedAt, long version) {}
