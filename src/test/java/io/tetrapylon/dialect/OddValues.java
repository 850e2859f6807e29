package io.tetrapylon.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What no client sends by mistake alone: bodies, members, names and numbers, as they travel. */
final class OddValues {
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int THIRDS = 3;

  /** Whole bodies, each a character a byte. */
  static final List<String> BODIES =
      List.of(
          "",
          "{}",
          "[]",
          "null",
          "0",
          "\"x\"",
          "{",
          "[".repeat(20_000),
          "{\"a\":".repeat(200) + "1" + "}".repeat(200),
          "{\"a\":1,\"a\":2}",
          "{\"\":null}",
          "{\"a\":\"" + "x".repeat(60_000) + "\"}",
          "{\"a\":\"\u00ff\u00fe\"}",
          "\u00ef\u00bb\u00bf{}",
          "\u00ff\u00fe{\u0000}\u0000",
          "\u0000",
          " ".repeat(MEBIBYTE));

  /** What a body says that it is. */
  static final List<String> MEDIA_TYPES =
      List.of(
          "text/plain",
          "application/xml",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "multipart/form-data",
          "application/x-www-form-urlencoded",
          "x");

  /** What an answer shall be. */
  static final List<String> ACCEPTED =
      List.of("x", "a/b/c", ";", "*", "*/*;q=x", "application/json;q=NaN", "text/plain, x", ",");

  /** In place of a name in a path. */
  static final List<String> NAMES =
      List.of(
          "%00",
          "..",
          "%2e%2e",
          "x;a=b",
          "x".repeat(1300),
          "x".repeat(5000),
          "not-a-uuid",
          "-1",
          "0",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999.AT_EMPPWD",
          "1.",
          ".1",
          "%ff",
          "%F0%9F%98%80",
          "%ed%a0%80",
          "'%22--",
          "%0a",
          "%25");

  /** Behind a path. */
  static final List<String> QUERIES =
      List.of(
          "limit=-1&pageSize=-1&pageIndex=-1&count=-1&startIndex=-1",
          "limit=0&pageSize=0&pageIndex=0&count=0&startIndex=0",
          "limit=2147483648&pageSize=2147483648&pageIndex=2147483647&count=2147483648&startIndex=2147483648",
          "limit=9223372036854775808&pageSize=9223372036854775808&count=9223372036854775808"
              + "&startIndex=9223372036854775808&resource=9223372036854775808&at=9223372036854775808",
          "startIndex=9223372036854775807&count=9223372036854775807&pageIndex=2147483647&pageSize=20&limit=1000",
          "limit=NaN&pageSize=NaN&pageIndex=NaN&count=NaN&startIndex=NaN&resource=NaN",
          "limit=1&limit=2&pageSize=1&pageSize=2&count=1&count=2&startIndex=1&startIndex=2",
          "limit=&pageSize=&pageIndex=&count=&startIndex=&filter=&sortBy=&sortOrder=&continuationToken=",
          "continuationToken=x&api-version=x&rfc=x&sortOrder=x&sortBy=x&from=x&to=x&at=x&user=x&resource=1",
          "continuationToken=%00&filter=%00&user=%00&resource=1&action=%00&from=%00&subject=%00&username=%00",
          "filter=" + "(".repeat(500) + "&continuationToken=" + "A".repeat(500),
          "filter=userName%20eq%20%22%00%22&continuationToken=AAAAAAAAAAAAAAAAAAAAAA",
          "api-version=9223372036854775808&from=%2B999999999-12-31T23:59:59Z&to=-999999999-01-01T00:00:00Z");

  /** In place of a member of a body, as JSON. */
  static final List<String> MEMBERS =
      List.of(
          "null",
          "\"\"",
          "\" \"",
          "\"" + "x".repeat(2000) + "\"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "-1",
          "9223372036854775808",
          "1e400",
          "1.5",
          "true",
          "[]",
          "[null]",
          "[\"\\u0000\"]",
          "{}",
          "{\"a\":[{}]}",
          "{\"\\u0000\":\"\\u0000\"}",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00Z\"");

  private OddValues() {}

  /**
   * The object, several times for each of its members, also inner ones: with every third odd value
   * there, of the next member the next ones, so that together they meet all.
   */
  static List<String> variants(JsonObject object) {
    var variants = new ArrayList<String>();
    variants.add(object.encode());
    int member = 0;
    for (var path : paths("", object).keySet()) {
      for (int odd = member++ % THIRDS; odd < MEMBERS.size(); odd += THIRDS) {
        variants.add(with(object, path, MEMBERS.get(odd)));
      }
    }
    return variants;
  }

  private static Map<String, Object> paths(String before, JsonObject object) {
    var paths = new LinkedHashMap<String, Object>();
    for (var member : object) {
      var path = before + "/" + member.getKey();
      paths.put(path, member.getValue());
      if (member.getValue() instanceof JsonObject inner) {
        paths.putAll(paths(path, inner));
      } else if (member.getValue() instanceof JsonArray all
          && !all.isEmpty()
          && all.getValue(0) instanceof JsonObject inner) {
        paths.putAll(paths(path + "/0", inner));
      }
    }
    return paths;
  }

  /** The odd value stands as it is, for no JSON library would write it. */
  private static String with(JsonObject object, String path, String odd) {
    var copy = object.copy();
    var steps = path.substring(1).split("/");
    Object at = copy;
    for (int step = 0; step < steps.length - 1; step++) {
      at =
          at instanceof JsonArray all
              ? all.getValue(Integer.parseInt(steps[step]))
              : ((JsonObject) at).getValue(steps[step]);
    }
    ((JsonObject) at).put(steps[steps.length - 1], "<odd>");
    return copy.encode().replace("\"<odd>\"", odd);
  }

  /** The text as bytes, each character one. */
  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
