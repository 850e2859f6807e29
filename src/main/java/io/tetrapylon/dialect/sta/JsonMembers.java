package io.tetrapylon.dialect.sta;

import io.tetrapylon.device.protocol.StrictJson;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A JSON object of a request, or one within it. Members that nobody asks for are ignored. */
final class JsonMembers {
  private final JsonObject json;

  private JsonMembers(JsonObject json) {
    this.json = json;
  }

  /** Reads a body; none, and JSON's null, is no authenticator. */
  static JsonMembers read(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || text.equals("null")) {
      throw new StaRefusal(StaWords.NO_AUTHENTICATOR);
    }
    return new JsonMembers(
        StrictJson.object(body).orElseThrow(() -> new Refusal(Reason.BODY_UNREADABLE)));
  }

  /** A text, or null where it is absent; anything else than a text is not valid. */
  @Nullable String text(String name) {
    var value = json.getValue(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new StaRefusal(StaProblem.unreadable(name, value));
  }

  /** An object, or null where it is absent; anything else than an object is not valid. */
  @Nullable JsonMembers object(String name) {
    var value = json.getValue(name);
    if (value == null || value instanceof JsonObject) {
      return value == null ? null : new JsonMembers((JsonObject) value);
    }
    throw new StaRefusal(StaProblem.unreadable(name, value));
  }
}
