package io.tetrapylon.credential.uaf.protocol;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What an authenticator is given to sign (UAF Protocol section 3.1.13): the challenge, and what the
 * client says of who asks. The channel binding is read and not compared, for TLS ends before the
 * gateway.
 *
 * @param text as it travels, which is also what is hashed
 * @param appId the application that asks
 * @param challenge what the server asked
 * @param facetId the part of the application that asks
 */
record FinalChallenge(String text, String appId, String challenge, String facetId) {
  private static final int LONGEST = 4096;

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  static FinalChallenge read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("its fcParams are too long");
    }
    var json = json(Base64Text.decoded(text, "its fcParams are not base64url"));
    if (!(json.getValue("appID") instanceof String appId)
        || !(json.getValue("challenge") instanceof String challenge)
        || !(json.getValue("facetID") instanceof String facetId)
        || !(json.getValue("channelBinding") instanceof JsonObject)) {
      throw new IllegalArgumentException(
          "its fcParams lack appID, challenge, facetID or channelBinding");
    }
    return new FinalChallenge(text, appId, challenge, facetId);
  }

  private static JsonObject json(byte[] utf8) {
    try {
      return new JsonObject(new String(utf8, StandardCharsets.UTF_8));
    } catch (DecodeException | ClassCastException notAnObject) {
      throw new IllegalArgumentException("its fcParams are no JSON object");
    }
  }

  byte[] hash() {
    return sha256(text.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
