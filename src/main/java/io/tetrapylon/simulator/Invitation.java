package io.tetrapylon.simulator;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What the QR code of an activation says (mobile protocol, "enrolment").
 *
 * @param base where the gateway is, without a slash at its end
 * @param tenant the tenant's code
 * @param secret proves the invitation
 */
record Invitation(URI base, String tenant, String secret) {
  private static final String PREFIX = "tetrapylon://activate?";

  /** Reads the text of a QR code; throws IllegalArgumentException with a sentence. */
  static Invitation parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("An activation begins with " + PREFIX);
    }
    var fields = fields(text.substring(PREFIX.length()));
    if (!fields.keySet().containsAll(java.util.List.of("url", "tenant", "secret"))) {
      throw new IllegalArgumentException("An activation has url, tenant and secret.");
    }
    return new Invitation(
        URI.create(fields.getOrDefault("url", "")),
        fields.getOrDefault("tenant", ""),
        fields.getOrDefault("secret", ""));
  }

  private static Map<String, String> fields(String query) {
    var fields = new HashMap<String, String>();
    for (var field : query.split("&")) {
      var parts = field.split("=", 2);
      if (parts.length == 2) {
        fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  @Override
  public String toString() {
    return "Invitation[" + base + ", " + tenant + ", ***]";
  }
}
