package io.tetrapylon.device;

import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.device.protocol.SigningAlgorithm;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A phone as operators and its owner see it.
 *
 * @param id its id
 * @param number its number, unique in the tenant
 * @param userId whose it is
 * @param externalId what other systems call it, unique in the tenant
 * @param type what sort of device, in the HID dialect's words
 * @param name what its owner calls it
 * @param platform what it runs on, in its own words
 * @param algorithm how it signs
 * @param replaces the phone that it takes the place of once it has answered, or null
 * @param channel by which it is reached, or null: then it asks
 * @param credentialId the credential that guards it
 * @param state that credential's state: only an active phone answers anything
 * @param createdAt since when
 * @param lastSeenAt when it last asked, to the hour, or null
 * @param version of what can be changed of it
 */
public record Device(
    UUID id,
    long number,
    UUID userId,
    String externalId,
    String type,
    String name,
    String platform,
    SigningAlgorithm algorithm,
    @Nullable UUID replaces,
    @Nullable PushChannel channel,
    UUID credentialId,
    CredentialState state,
    Instant createdAt,
    @Nullable Instant lastSeenAt,
    long version) {}
