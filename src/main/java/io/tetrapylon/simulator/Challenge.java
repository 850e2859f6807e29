package io.tetrapylon.simulator;

import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;

/**
 * What a phone is asked.
 *
 * @param id which challenge
 * @param text as it came, which the answer covers
 * @param claims what the tenant signed
 */
record Challenge(String id, String text, JsonObject claims) {
  /** Whether digits have to be typed for an approval. */
  boolean wantsDigits() {
    return claims.getBoolean("match", false);
  }

  /** What a user would see. */
  String shown() {
    var context = claims.getJsonObject("ctx");
    var lines =
        context.getJsonArray("details").stream()
            .map(JsonObject.class::cast)
            .map(line -> ", " + line.getString("name") + ": " + line.getString("value"))
            .collect(Collectors.joining());
    return "%s logs in to %s (%s) from %s%s"
        .formatted(
            claims.getString("login"),
            claims.getString("rname"),
            claims.getLong("rid"),
            context.getString("address", "an unknown address"),
            lines);
  }
}
