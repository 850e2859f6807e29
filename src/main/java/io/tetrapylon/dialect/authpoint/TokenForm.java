package io.tetrapylon.dialect.authpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form; a parameter without a value counts as absent (RFC 6749 section 3.2). */
final class TokenForm {
  private final Map<String, String> values;

  private TokenForm(Map<String, String> values) {
    this.values = values;
  }

  /** Reads a form; one that is malformed or names a parameter twice is an invalid request. */
  static TokenForm read(byte @Nullable [] body) {
    var values = new HashMap<String, String>();
    var text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    for (var pair : text.strip().split("&")) {
      int equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!name.isEmpty() && values.put(name, value) != null) {
        throw new TokenRefusal(TokenError.INVALID_REQUEST);
      }
    }
    return new TokenForm(values);
  }

  /** A parameter, or empty where it is absent. */
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new TokenRefusal(TokenError.INVALID_REQUEST);
    }
  }
}
