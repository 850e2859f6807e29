package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tetrapylon.dialect.Rendering;

/**
 * The body of every failure and of a push that is still open. It is written member by member, so
 * that a native image needs no reflection for it.
 *
 * @param error what happened
 * @param status the HTTP status, which the body repeats
 */
record Problem(AuthPointError error, int status) {
  static final String MEDIA_TYPE = "application/json";

  /** Both {@code type} and {@code instance} of every problem that this API documents. */
  private static final String HELP =
      "https://www.watchguard.com/help/docs/api/Content/en-US/multi-factor_authentication/"
          + "authentication/v1/authentication.html?cshid=18000#API_Error_Messages";

  private static final String AREA = "[Authentication] ";

  /** The problem with the status that belongs to the error. */
  static Problem of(AuthPointError error) {
    return new Problem(error, error.status());
  }

  /**
   * What a reader sees. The API's documentation shows one title only; callers that poll a push look
   * for the words "processing" and "device" in it. Every other title is the error's own text.
   */
  String title() {
    return AREA
        + switch (error) {
          case NOT_AUTHORIZED -> "MFA did not authorize";
          case PUSH_SENT -> "MFA is processing";
          case PUSH_RECEIVED -> "MFA reached a device";
          default -> error.text().substring(0, error.text().length() - 1);
        };
  }

  /** The body as it travels. */
  String json() {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", HELP)
            .put("title", title())
            .put("status", status)
            .put("detail", error.detail())
            .put("instance", HELP);
    if (error == AuthPointError.API_KEY_NOT_AUTHORIZED) {
      body.put("message", "Forbidden"); // what the API's own front door says beside the problem
    }
    return body.toString();
  }

  /** The whole answer. */
  Rendering rendering() {
    var rendering = Rendering.of(status, MEDIA_TYPE, json());
    return error == AuthPointError.TOKEN_NOT_VALID
        ? rendering.with("WWW-Authenticate", "Bearer")
        : rendering;
  }
}
