package io.tetrapylon.dispatch.fcm;

import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.vertx.core.json.JsonObject;

/**
 * The request of {@code projects.messages.send}: data only, at once, no longer than it is of use.
 */
final class FcmMessage {
  private FcmMessage() {}

  static JsonObject of(Letter letter) {
    var content = letter.message();
    var data =
        new JsonObject()
            .put("id", content.id())
            .put("message", content.body().encode())
            .put("dispatch", letter.id().toString());
    var android =
        new JsonObject()
            .put("priority", "HIGH")
            .put("ttl", Math.max(1, letter.timeToLive().toSeconds()) + "s");
    var message =
        new JsonObject()
            .put("token", Fields.stored(letter.address(), "token"))
            .put("data", data)
            .put("android", android);
    return new JsonObject().put("message", message);
  }
}
