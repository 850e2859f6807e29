package io.tetrapylon.dispatch;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * The settings of a channel as its operators see them.
 *
 * @param channel which one
 * @param settings with {@code ***} in place of each secret
 * @param createdAt when they were first given
 * @param modifiedAt when they were last given
 * @param version for optimistic locking
 */
public record ChannelView(
    ChannelKind channel,
    JsonObject settings,
    Instant createdAt,
    Instant modifiedAt,
    long version) {}
