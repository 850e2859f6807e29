package io.tetrapylon.dialect.sta;

import io.tetrapylon.dialect.Rendering;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A failure as this API tells it: one message, or what is wrong with one named value.
 *
 * @param status the HTTP status
 * @param title the message
 * @param errors the named value and its sentence, or null
 */
record StaProblem(int status, String title, @Nullable JsonObject errors) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String INVALID = "One or more validation errors occurred.";

  /** One message. */
  static StaProblem of(int status, String message) {
    return new StaProblem(status, message, null);
  }

  /** A value that is not valid. */
  static StaProblem invalid(String name, String sentence) {
    return new StaProblem(400, INVALID, new JsonObject().put(name, new JsonArray().add(sentence)));
  }

  /** A value that cannot be read. */
  static StaProblem unreadable(String name, Object value) {
    return invalid(name, "The value '" + value + "' is not valid.");
  }

  /** As it travels; the trace id is the request's. */
  Rendering rendering(String traceId) {
    var body = errors == null ? new JsonObject() : new JsonObject().put("errors", errors);
    body.put("title", title).put("status", status).put("traceId", traceId);
    return Rendering.of(status, MEDIA_TYPE, body.encode());
  }
}
