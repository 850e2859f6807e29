package io.tetrapylon.dialect.hidscim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;

/** The samples of HID's documentation, made valid JSON where they are not. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/io/tetrapylon/dialect/hidscim");

  /** What we tell besides: CONTRACT section 3 wants both names of a reference from version 9 on. */
  private static final Set<String> BESIDES =
      Set.of("location", "$ref", "lastSuccessfulDate", "numberMatch");

  private Golden() {}

  static String request(String name) {
    return text(name + ".request.json");
  }

  /** The response to a sample, where this tenant of ours is. */
  static JsonObject response(String name, String tenant) {
    return new JsonObject(
        text(name + ".response.json")
            .replace("https://base/scim/tenant/", "http://localhost:8080/scim/" + tenant + "/"));
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer is the sample, but for what we tell besides and for when it was made. */
  static void assertSame(JsonObject sample, String answer) {
    compare("", sample, new JsonObject(answer));
  }

  private static void compare(String path, JsonObject sample, JsonObject answer) {
    var more = new HashSet<>(answer.fieldNames());
    more.removeAll(sample.fieldNames());
    more.removeAll(BESIDES);
    assertEquals(Set.of(), more, path + " has more than the sample: " + answer);
    for (var name : sample.fieldNames()) {
      compare(path + "." + name, sample.getValue(name), answer.getValue(name));
    }
  }

  private static void compare(String path, Object sample, Object answer) {
    if (sample instanceof JsonObject object) {
      compare(path, object, (JsonObject) answer);
    } else if (sample instanceof JsonArray array) {
      var other = (JsonArray) answer;
      assertEquals(array.size(), other.size(), path);
      for (int i = 0; i < array.size(); i++) {
        compare(path + i, array.getValue(i), other.getValue(i));
      }
    } else if (path.endsWith(".created")) {
      assertTrue(
          answer.toString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|\\+00:00)"),
          path + " " + answer);
    } else if (path.endsWith("Date")) {
      assertEquals(
          OffsetDateTime.parse(sample.toString()), OffsetDateTime.parse(answer.toString()));
    } else {
      assertEquals(sample, answer, path);
    }
  }
}
