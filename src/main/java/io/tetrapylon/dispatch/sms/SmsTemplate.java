package io.tetrapylon.dispatch.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outbound;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A request with places for {@code {to}}, {@code {text}} and {@code {id}}; what is put there is
 * escaped as the place demands, so that a text cannot become a part of the request.
 *
 * @param method GET, POST or PUT
 * @param url with places in path or query, not in the host
 * @param headers without places
 * @param body JSON or a form, by the header {@code Content-Type}
 */
record SmsTemplate(HttpMethod method, String url, Map<String, String> headers, String body) {
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");

  /**
   * Reads settings.
   *
   * @throws IllegalArgumentException when they are no template, with a sentence for the operator
   */
  static SmsTemplate of(JsonObject settings) {
    var method = settings.getString("method", "POST");
    require(METHODS.contains(method), "method must be GET, POST or PUT");
    var url = settings.getString("url", "");
    require(
        url.matches("https?://[^/?#{}@]+([/?#].*)?"), "url must have a host without places in it");
    var body = settings.getString("body", "");
    require((url + body).contains("{to}"), "url or body must have a place for {to}");
    require((url + body).contains("{text}"), "url or body must have a place for {text}");
    return new SmsTemplate(HttpMethod.valueOf(method), url, headers(settings), body);
  }

  Outbound fill(Letter letter) {
    var filledBody = fill(body, letter, isJson() ? SmsTemplate::json : SmsTemplate::form);
    return new Outbound(
        method,
        Fields.uri(fill(url, letter, SmsTemplate::form)),
        headers,
        Buffer.buffer(filledBody),
        letter.hosts(),
        letter.timeToLive(),
        Outbound.Version.HTTP_1_1);
  }

  private static String fill(String template, Letter letter, UnaryOperator<String> escape) {
    var filled = new StringBuilder();
    int from = 0;
    var places = java.util.regex.Pattern.compile("\\{(to|text|id)}").matcher(template);
    while (places.find()) {
      filled
          .append(template, from, places.start())
          .append(escape.apply(value(places.group(1), letter)));
      from = places.end();
    }
    return filled.append(template, from, template.length()).toString();
  }

  private static String value(String place, Letter letter) {
    return switch (place) {
      case "to" -> Fields.stored(letter.address(), "number");
      case "text" -> letter.text().text();
      default -> letter.id().toString();
    };
  }

  private boolean isJson() {
    return headers.entrySet().stream()
        .anyMatch(
            header ->
                header.getKey().equalsIgnoreCase("Content-Type")
                    && header.getValue().toLowerCase(Locale.ROOT).contains("json"));
  }

  /** The inside of a JSON string. */
  private static String json(String text) {
    var quoted = Json.encode(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String form(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static Map<String, String> headers(JsonObject settings) {
    var headers = new LinkedHashMap<String, String>();
    var given = settings.getValue("headers");
    require(given == null || given instanceof JsonObject, "headers must be an object");
    if (given instanceof JsonObject object) {
      for (var name : object.fieldNames()) {
        require(
            name.matches("[A-Za-z0-9-]{1,100}")
                && object.getValue(name) instanceof String value
                && value.matches("[\\x20-\\x7e]{0,4000}"),
            "headers must be names and printable texts");
        headers.put(name, object.getString(name));
      }
    }
    return headers;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Without headers, URL and body, which may hold the provider's key. */
  @Override
  public String toString() {
    return "SmsTemplate[" + method + "]";
  }
}
