package io.tetrapylon.dialect;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * The bodies that the gateway's description (OpenAPI) asks for.
 *
 * @param document the description
 */
record Described(JsonObject document) {
  private static final int DEEPEST = 4;

  /** A body with every member that an operation describes, or empty where it describes none. */
  Optional<JsonObject> body(Route route, String method) {
    var operation =
        object(
            object(document.getJsonObject("paths"), route.template()),
            method.toLowerCase(Locale.ROOT));
    var content = object(object(operation, "requestBody"), "content");
    return content.stream()
        .map(type -> value(object((JsonObject) type.getValue(), "schema"), 0))
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(body -> !body.isEmpty())
        .findFirst();
  }

  private static JsonObject object(JsonObject in, String member) {
    return in.getJsonObject(member, new JsonObject());
  }

  private Object value(JsonObject schema, int depth) {
    var reference = schema.getString("$ref");
    if (reference != null) {
      var name = reference.substring(reference.lastIndexOf('/') + 1);
      return value(object(object(object(document, "components"), "schemas"), name), depth);
    }
    if (schema.containsKey("enum")) {
      return schema.getJsonArray("enum").getValue(0);
    }
    return switch (type(schema)) {
      case "integer", "number" -> 1;
      case "boolean" -> true;
      case "array" ->
          depth > DEEPEST
              ? new JsonArray()
              : new JsonArray().add(value(object(schema, "items"), depth + 1));
      case "object" -> members(schema, depth);
      default -> text(schema.getString("format", ""));
    };
  }

  private static String type(JsonObject schema) {
    var type = schema.getValue("type");
    if (type instanceof JsonArray several) {
      return several.stream()
          .map(String::valueOf)
          .filter(one -> !one.equals("null"))
          .findFirst()
          .orElse("string");
    }
    return type == null ? schema.containsKey("properties") ? "object" : "string" : type.toString();
  }

  private JsonObject members(JsonObject schema, int depth) {
    var made = new JsonObject();
    if (depth <= DEEPEST) {
      object(schema, "properties")
          .forEach(each -> made.put(each.getKey(), value((JsonObject) each.getValue(), depth + 1)));
    }
    return made;
  }

  private static String text(String format) {
    return switch (format) {
      case "uuid" -> "01890000-0000-7000-8000-000000000000";
      case "date-time" -> "2030-01-01T00:00:00Z";
      case "date" -> "2030-01-01";
      default -> "x";
    };
  }
}
