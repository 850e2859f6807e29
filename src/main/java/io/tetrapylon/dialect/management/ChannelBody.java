package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.dispatch.ChannelView;
import io.tetrapylon.kernel.Member;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The settings of a channel as they travel. */
final class ChannelBody {
  private ChannelBody() {}

  /** Settings to be kept; their members depend on the channel. */
  @Schema(name = "ChannelSettings")
  record Settings(@Nullable Map<String, Object> settings) {
    JsonObject toJson() {
      if (settings == null) {
        throw Member.invalid("settings", "must be an object.");
      }
      return new JsonObject(settings);
    }
  }

  /** Settings as they stand, {@code ***} in place of each secret. */
  @Schema(name = "Channel")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      String channel,
      Map<String, Object> settings,
      Instant createdAt,
      Instant modifiedAt,
      long version) {
    static View of(ChannelView view) {
      return new View(
          Wire.word(view.channel()),
          view.settings().getMap(),
          view.createdAt(),
          view.modifiedAt(),
          view.version());
    }
  }
}
