package io.tetrapylon.device.protocol;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members of a payload by their type; what is missing or of another type is null. */
record Claims(JsonObject members) {
  /** Later than any clock will say for a while; {@link Instant} knows no number beyond. */
  private static final long LATEST_SECOND = 253_402_300_799L;

  @Nullable String text(String name) {
    return members.getValue(name) instanceof String text ? text : null;
  }

  @Nullable Long number(String name) {
    var value = members.getValue(name);
    return value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : null;
  }

  @Nullable Instant instant(String name) {
    var seconds = number(name);
    return seconds == null || seconds < 0 || seconds > LATEST_SECOND
        ? null
        : Instant.ofEpochSecond(seconds);
  }

  /** A UUID in its one form, lower case. */
  @Nullable UUID uuid(String name) {
    var text = text(name);
    return text == null ? null : uuidOf(text).orElse(null);
  }

  static Optional<UUID> uuidOf(String text) {
    try {
      var uuid = UUID.fromString(text);
      return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
