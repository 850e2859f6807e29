package io.tetrapylon.device.reach;

import io.tetrapylon.device.PushChannel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A target as it stands.
 *
 * @param id its id
 * @param externalId unique in the tenant
 * @param userId whose it is
 * @param phoneId the enrolled phone of ours that it is of; null of a UAF target
 * @param channel by which way messages go there, or null: none of ours leads there
 * @param settings what of it may be changed
 * @param attestation what its app said of itself, or null
 * @param createdAt since when
 * @param modifiedAt the last change of it
 * @param version grows with each change
 */
public record DispatchTarget(
    UUID id,
    String externalId,
    UUID userId,
    @Nullable UUID phoneId,
    @Nullable PushChannel channel,
    TargetSettings settings,
    AppAttestation.@Nullable Stored attestation,
    Instant createdAt,
    Instant modifiedAt,
    long version) {}
