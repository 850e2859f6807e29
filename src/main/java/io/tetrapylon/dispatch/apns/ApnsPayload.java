package io.tetrapylon.dispatch.apns;

import io.tetrapylon.dispatch.Letter;
import io.vertx.core.json.JsonObject;

/**
 * The payload of a notification. Apple shows the alert when the app does not replace it, so it says
 * nothing about the user; the app's extension opens the message and writes its own.
 */
final class ApnsPayload {
  private static final String ALERT = "Is that you? Open the app to answer.";

  private ApnsPayload() {}

  static JsonObject of(Letter letter) {
    var aps =
        new JsonObject()
            .put("alert", new JsonObject().put("body", letter.settings().getString("alert", ALERT)))
            .put("sound", "default")
            .put("mutable-content", 1);
    return letter.message().toJson().put("dispatch", letter.id().toString()).put("aps", aps);
  }
}
