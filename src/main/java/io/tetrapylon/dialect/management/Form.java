package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} from the text of a body: the edge has read the
 * request already, so the framework's own form reader would wait for it in vain.
 */
final class Form {
  private Form() {}

  /** The fields, none of which may stand twice. */
  static Map<String, String> parse(String body) {
    var fields = new HashMap<String, String>();
    for (var field : body.split("&")) {
      var parts = field.split("=", 2);
      var name = decode(parts[0]);
      var known = fields.put(name, parts.length == 2 ? decode(parts[1]) : "");
      Member.check(known == null, "body", "holds a field twice.");
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw new Refusal(Reason.BODY_UNREADABLE);
    }
  }
}
