package io.tetrapylon.credential.uaf.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The authentication request (UAF Protocol section 3.5): which keys may sign which challenge.
 *
 * @param serverData which comes back with the response
 * @param appId the application that asks
 * @param challenge random bytes
 * @param transaction what the user is shown and signs, plain text, or null
 * @param accepted the keys that may sign
 */
public record AuthRequest(
    String serverData,
    String appId,
    byte[] challenge,
    @Nullable String transaction,
    List<Accepted> accepted) {
  /**
   * A key that may sign.
   *
   * @param aaid the model of its authenticator
   * @param keyId which one, base64url
   */
  public record Accepted(String aaid, String keyId) {}

  static final int MAJOR = 1;
  static final int MINOR = 1;
  static final String OPERATION = "Auth";

  /** The message, for version 1.1 of the protocol. */
  public JsonArray message() {
    var message =
        new JsonObject()
            .put("header", header(serverData, appId))
            .put("challenge", Base64Text.of(challenge))
            .put("policy", new JsonObject().put("accepted", policy()));
    if (transaction != null) {
      message.put("transaction", new JsonArray().add(transaction(transaction)));
    }
    return new JsonArray().add(message);
  }

  static JsonObject header(String serverData, String appId) {
    return new JsonObject()
        .put("upv", new JsonObject().put("major", MAJOR).put("minor", MINOR))
        .put("op", OPERATION)
        .put("appID", appId)
        .put("serverData", serverData);
  }

  /** Alternatives, each a list of which all are needed: here one each. */
  private JsonArray policy() {
    var alternatives = new JsonArray();
    for (var key : accepted) {
      alternatives.add(
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("aaid", new JsonArray().add(key.aaid()))
                      .put("keyIDs", new JsonArray().add(key.keyId()))));
    }
    return alternatives;
  }

  private static JsonObject transaction(String text) {
    return new JsonObject()
        .put("contentType", "text/plain")
        .put("content", Base64Text.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
