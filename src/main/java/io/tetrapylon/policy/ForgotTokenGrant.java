package io.tetrapylon.policy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A forgot-token grant, without its code, which was shown once.
 *
 * @param id its id
 * @param hours the interval that the code opens
 * @param reason why it was given
 * @param grantedBy who gave it
 * @param createdAt when, by the database's clock
 * @param expiresAt until when its code is good
 * @param usedAt when its code was typed, or null
 */
public record ForgotTokenGrant(
    UUID id,
    int hours,
    String reason,
    String grantedBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant usedAt) {}
