package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form of an OAuth endpoint. A parameter without a value counts as absent, and none may stand
 * twice (RFC 6749 section 3.2).
 */
public final class OAuthForm {
  private final Map<String, String> values;

  private OAuthForm(Map<String, String> values) {
    this.values = values;
  }

  /** Reads a form; one that is malformed or names a parameter twice is {@code BODY_UNREADABLE}. */
  public static OAuthForm read(byte @Nullable [] body) {
    var values = new HashMap<String, String>();
    var text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    for (var pair : text.strip().split("&")) {
      int equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!name.isEmpty() && values.put(name, value) != null) {
        throw new Refusal(Reason.BODY_UNREADABLE);
      }
    }
    return new OAuthForm(values);
  }

  /** A parameter, or empty where it is absent. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(Reason.BODY_UNREADABLE);
    }
  }
}
