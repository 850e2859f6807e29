package io.tetrapylon.dispatch;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox that a courier holds.
 *
 * @param tenant whose it is
 * @param id the same in every attempt
 * @param purpose what it is for
 * @param challengeId what it tells of
 * @param targetId where it goes; null for the tenant's own callback
 * @param deviceId the phone that it goes to, or null
 * @param channel by which way
 * @param attempt which one this is, from 1
 * @param timeLeft how long it may be sent, by the database's clock
 */
public record Outgoing(
    UUID tenant,
    UUID id,
    Purpose purpose,
    UUID challengeId,
    @Nullable UUID targetId,
    @Nullable UUID deviceId,
    ChannelKind channel,
    int attempt,
    Duration timeLeft) {}
