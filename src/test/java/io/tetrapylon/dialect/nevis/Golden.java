package io.tetrapylon.dialect.nevis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Compares answers with golden files, in which {@code *} stands for any text. */
final class Golden {
  private Golden() {}

  static void assertIs(String file, String answer) {
    var expected = NevisTenant.golden(file);
    assertEquals(
        expected.encodePrettily(), starred(expected, new JsonObject(answer)).encodePrettily());
  }

  private static JsonObject starred(JsonObject expected, JsonObject answer) {
    var result = new JsonObject();
    for (Map.Entry<String, Object> each : answer) {
      var wanted = expected.getValue(each.getKey());
      var value = each.getValue();
      if ("*".equals(wanted)) {
        result.put(each.getKey(), "*");
      } else if (wanted instanceof JsonObject object && value instanceof JsonObject given) {
        result.put(each.getKey(), starred(object, given));
      } else {
        result.put(each.getKey(), value);
      }
    }
    return result;
  }
}
