package io.tetrapylon.device;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to enrol one phone.
 *
 * @param id its id
 * @param userId whose phone it will be
 * @param replaces the phone that the new one takes the place of, or null
 * @param expiresAt when it ends, ten minutes after it was made
 */
public record Activation(UUID id, UUID userId, @Nullable UUID replaces, Instant expiresAt) {}
