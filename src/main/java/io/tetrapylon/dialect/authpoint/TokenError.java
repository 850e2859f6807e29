package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tetrapylon.dialect.Rendering;

/**
 * What the token endpoint refuses, by the names of RFC 6749 section 5.2. The body has AuthPoint's
 * {@code Message} beside the two members of the RFC, and bad credentials are 400, not 401, as that
 * API's clients expect.
 */
enum TokenError {
  INVALID_CLIENT(400, "invalid_client", "The access ID or its password is not valid."),
  INVALID_REQUEST(400, "invalid_request", "The request is not valid."),
  UNSUPPORTED_GRANT_TYPE(
      400, "unsupported_grant_type", "The grant type must be client_credentials."),
  INVALID_SCOPE(400, "invalid_scope", "The scope must be api-access."),
  TEMPORARILY_UNAVAILABLE(503, "temporarily_unavailable", "Tokens are temporarily not available."),
  SERVER_ERROR(500, "server_error", "Unexpected error.");

  private final int status;
  private final String error;
  private final String text;

  TokenError(int status, String error, String text) {
    this.status = status;
    this.error = error;
    this.text = text;
  }

  /** The whole answer. */
  Rendering rendering() {
    return rendering(status);
  }

  /** The whole answer, with another status where HTTP itself has a finer one. */
  Rendering rendering(int httpStatus) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("Message", text)
            .put("error", error)
            .put("error_description", text);
    return Rendering.of(httpStatus, Problem.MEDIA_TYPE, body.toString());
  }
}
