package io.tetrapylon.credential.fido2;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a browser says of a ceremony (WebAuthn section 5.8.1).
 *
 * @param encoded its JSON
 * @param type {@code webauthn.create} or {@code webauthn.get}
 * @param challenge what the ceremony was begun with
 * @param origin the page
 * @param framed whether the page was in a frame of another origin
 */
public record ClientData(
    byte[] encoded, String type, byte[] challenge, String origin, boolean framed) {
  static final String CREATE = "webauthn.create";
  static final String GET = "webauthn.get";

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static ClientData read(byte[] encoded) {
    var json = json(encoded);
    if (!(json.getValue("type") instanceof String type)
        || !(json.getValue("challenge") instanceof String challenge)
        || !(json.getValue("origin") instanceof String origin)) {
      throw new IllegalArgumentException("lacks type, challenge or origin");
    }
    boolean framed =
        Boolean.TRUE.equals(json.getValue("crossOrigin")) || json.containsKey("topOrigin");
    return new ClientData(encoded, type, decoded(challenge), origin, framed);
  }

  byte[] hash() {
    return RelyingParty.sha256(encoded);
  }

  private static JsonObject json(byte[] encoded) {
    try {
      return new JsonObject(new String(encoded, StandardCharsets.UTF_8));
    } catch (DecodeException e) {
      throw new IllegalArgumentException("is not a JSON object");
    }
  }

  private static byte[] decoded(String challenge) {
    return Base64.getUrlDecoder().decode(challenge);
  }
}
