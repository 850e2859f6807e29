package io.tetrapylon.credential.uaf.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The authentication response (UAF Protocol section 3.5.5), read whole, of which nothing is
 * believed yet.
 *
 * @param serverData what the request said, or null
 * @param appId the application of its header, or null
 * @param challenge what was signed
 * @param assertion who signed it
 */
public record AuthResponse(
    @Nullable String serverData,
    @Nullable String appId,
    FinalChallenge challenge,
    AuthAssertion assertion) {
  private static final String SCHEME = "UAFV1TLV";
  private static final int LONGEST_ASSERTION = 8192;

  /**
   * Reads a message: one response of version 1.0 or 1.1 with one assertion.
   *
   * @throws IllegalArgumentException with a sentence that may be told
   */
  public static AuthResponse read(JsonArray message) {
    if (message.size() != 1
        || !(message.getValue(0) instanceof JsonObject response)
        || !(response.getValue("header") instanceof JsonObject header)) {
      throw new IllegalArgumentException("is not one response with a header");
    }
    requireOperation(header);
    if (!(response.getValue("fcParams") instanceof String fcParams)) {
      throw new IllegalArgumentException("lacks fcParams");
    }
    return new AuthResponse(
        text(header, "serverData"),
        text(header, "appID"),
        FinalChallenge.read(fcParams),
        assertion(response));
  }

  private static void requireOperation(JsonObject header) {
    var version = header.getValue("upv");
    boolean isOurs =
        version instanceof JsonObject upv
            && Integer.valueOf(AuthRequest.MAJOR).equals(upv.getValue("major"))
            && upv.getValue("minor") instanceof Integer minor
            && minor >= 0
            && minor <= AuthRequest.MINOR;
    if (!isOurs) {
      throw new IllegalArgumentException("is of another version than 1.0 or 1.1");
    }
    if (!AuthRequest.OPERATION.equals(header.getValue("op"))) {
      throw new IllegalArgumentException("is the answer to another operation");
    }
  }

  private static AuthAssertion assertion(JsonObject response) {
    if (!(response.getValue("assertions") instanceof JsonArray all)
        || all.size() != 1
        || !(all.getValue(0) instanceof JsonObject one)
        || !(one.getValue("assertion") instanceof String text)) {
      throw new IllegalArgumentException("has not one assertion");
    }
    if (!SCHEME.equals(one.getValue("assertionScheme"))) {
      throw new IllegalArgumentException("its assertion is of another scheme than " + SCHEME);
    }
    if (text.length() > LONGEST_ASSERTION) {
      throw new IllegalArgumentException("its assertion is too long");
    }
    return AuthAssertion.read(Base64Text.decoded(text, "its assertion is not base64url"));
  }

  private static @Nullable String text(JsonObject header, String name) {
    return header.getValue(name) instanceof String text ? text : null;
  }

  /** The model of the authenticator that signed. */
  public String aaid() {
    return assertion.aaid();
  }

  /** The key that signed, base64url. */
  public String keyId() {
    return Base64Text.of(assertion.keyId());
  }

  /** The counter that was signed. */
  public long counter() {
    return assertion.counter();
  }
}
