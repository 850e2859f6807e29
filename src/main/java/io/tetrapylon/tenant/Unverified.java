package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself before anybody has checked it: good for finding what it has to be
 * checked with, and for nothing else.
 *
 * @param keyId {@code kid} of its header; empty where there is none
 * @param issuer {@code iss}; empty where there is none
 * @param audiences {@code aud}
 */
record Unverified(String keyId, String issuer, List<String> audiences) {
  private static final int MOST_AUDIENCES = 20;

  /** Reads header and claims, or fails with {@code TOKEN_INVALID}. */
  static Unverified of(String token) {
    var claims = part(token, 1).orElseThrow(Unverified::invalid);
    return new Unverified(
        keyId(token), text(claims.getValue("iss")), audiences(claims.getValue("aud")));
  }

  /** The key's name alone, or a failure with {@code TOKEN_INVALID}. */
  static String keyId(String token) {
    return text(part(token, 0).orElseThrow(Unverified::invalid).getValue("kid"));
  }

  /** The issuer alone; empty where the token is none. */
  static String issuer(String token) {
    return part(token, 1).map(claims -> text(claims.getValue("iss"))).orElse("");
  }

  private static List<String> audiences(@Nullable Object aud) {
    if (aud instanceof JsonArray several && several.size() <= MOST_AUDIENCES) {
      return several.stream().map(Unverified::text).toList();
    }
    return List.of(text(aud));
  }

  /** A text that a statement can hold, else the empty one. */
  static String text(@Nullable Object value) {
    return value instanceof String text && Member.isFit(text) ? text : "";
  }

  private static Optional<JsonObject> part(String token, int index) {
    var parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(parts[index]), StandardCharsets.UTF_8);
      return Json.decodeValue(text) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (IllegalArgumentException | DecodeException notSuchJson) {
      return Optional.empty();
    }
  }

  private static Refusal invalid() {
    return new Refusal(Reason.TOKEN_INVALID);
  }
}
