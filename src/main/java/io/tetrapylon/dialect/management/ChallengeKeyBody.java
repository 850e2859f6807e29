package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.device.ChallengeKeyRotation;
import io.tetrapylon.keys.ListedChallengeKey;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A challenge key as it travels; {@code state} is next, active, retiring, retired or revoked. */
@Schema(name = "ChallengeKeyState")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChallengeKeyBody(
    String kid,
    String state,
    Instant createdAt,
    @Nullable Instant activeFrom,
    @Nullable Instant retiredAt) {
  /** After how many seconds the next key signs, 3600 to 7776000; 604800 when nothing is said. */
  @Schema(name = "ChallengeKeyRotation")
  record Rotation(@Nullable Long overlapSeconds) {
    Duration overlap() {
      return overlapSeconds == null
          ? ChallengeKeyRotation.USUAL_OVERLAP
          : Duration.ofSeconds(overlapSeconds);
    }
  }

  static ChallengeKeyBody of(ListedChallengeKey key) {
    return new ChallengeKeyBody(
        key.kid(), Wire.word(key.state()), key.createdAt(), key.activeFrom(), key.retiredAt());
  }
}
