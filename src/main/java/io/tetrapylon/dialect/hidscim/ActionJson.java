package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.authentication.Decision;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What came of an action: attributes with a name and mostly a value. */
final class ActionJson {
  private ActionJson() {}

  /** A challenge that no transaction stands behind. */
  static Response challenge(String challenge) {
    return answer(
        new JsonArray().add(attribute("CHALLENGE", challenge)).add(attribute("CHALLENGE.ID", "0")));
  }

  /** A challenge that a phone was sent, with the digits that its user types, where some are. */
  static Response delivered(String challenge, Decision.Pending pending) {
    var attributes =
        new JsonArray()
            .add(attribute("CHALLENGE", challenge))
            .add(attribute("CHALLENGE.ID", String.valueOf(pending.number())));
    var answer = body(attributes);
    var digits = pending.digits();
    return Scim.plain(digits == null ? answer : answer.put("numberMatch", digits));
  }

  /** Something was done. */
  static Response done() {
    return answer(new JsonArray());
  }

  private static Response answer(JsonArray attributes) {
    return Scim.plain(body(attributes));
  }

  private static JsonObject body(JsonArray attributes) {
    attributes
        .add(attribute("REQUEST.STATUS", "1"))
        .add(attribute("REQUEST.REASON", "-1"))
        .add(attribute("REQUEST.ERROR_MESSAGE", null));
    return new JsonObject()
        .put("schemas", Scim.schemas(ScimBody.ACTION))
        .put("attributes", attributes);
  }

  static JsonObject attribute(String name, @Nullable String value) {
    var attribute = new JsonObject().put("name", name).put("type", "string");
    if (value != null) {
      attribute.put("value", value);
    }
    return attribute.put("readOnly", false);
  }
}
