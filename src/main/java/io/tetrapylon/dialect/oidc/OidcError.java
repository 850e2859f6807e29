package io.tetrapylon.dialect.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tetrapylon.dialect.Rendering;

/**
 * What these endpoints refuse, by the names of RFC 6749 section 5.2, RFC 6750 section 3.1 and
 * OpenID CIBA Core 1.0 sections 11 and 13.
 */
enum OidcError {
  INVALID_REQUEST(400, "invalid_request", "The request is not valid."),
  INVALID_CLIENT(401, "invalid_client", "The client or its secret is not valid."),
  INVALID_GRANT(400, "invalid_grant", "The grant is not valid, or not valid any more."),
  UNAUTHORIZED_CLIENT(400, "unauthorized_client", "The client may not do this."),
  UNSUPPORTED_GRANT_TYPE(400, "unsupported_grant_type", "The grant type is not supported."),
  INVALID_SCOPE(400, "invalid_scope", "The scope must hold openid."),
  AUTHORIZATION_PENDING(400, "authorization_pending", "The user has not answered yet."),
  SLOW_DOWN(400, "slow_down", "The user has not answered yet; ask less often by 5 seconds."),
  EXPIRED_TOKEN(400, "expired_token", "The user did not answer in time."),
  NOT_APPROVED(400, "access_denied", "The user did not approve."),
  ACCESS_DENIED(403, "access_denied", "The user cannot be asked now."),
  UNKNOWN_USER_ID(400, "unknown_user_id", "The hint leads to no user."),
  EXPIRED_LOGIN_HINT_TOKEN(400, "expired_login_hint_token", "The login_hint_token has expired."),
  INVALID_BINDING_MESSAGE(
      400,
      "invalid_binding_message",
      "The binding_message is longer than 200 characters or cannot be shown."),
  INVALID_TOKEN(401, "invalid_token", "The token is not valid."),
  INSUFFICIENT_SCOPE(403, "insufficient_scope", "The token is not an end user's."),
  NOT_FOUND(404, "not_found", "There is no such path."),
  TEMPORARILY_UNAVAILABLE(503, "temporarily_unavailable", "Try again later."),
  SERVER_ERROR(500, "server_error", "Unexpected error.");

  private static final String MEDIA_TYPE = "application/json";

  private final int status;
  private final String error;
  private final String text;

  OidcError(int status, String error, String text) {
    this.status = status;
    this.error = error;
    this.text = text;
  }

  /** The whole answer. */
  Rendering rendering() {
    return rendering(status, text);
  }

  /** The whole answer, with another status where HTTP itself has a finer one. */
  Rendering rendering(int httpStatus) {
    return rendering(httpStatus, text);
  }

  /** The whole answer in other words. */
  Rendering saying(String description) {
    return rendering(status, description);
  }

  private Rendering rendering(int httpStatus, String description) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("error", error)
            .put("error_description", description);
    var rendering =
        Rendering.of(httpStatus, MEDIA_TYPE, body.toString()).with("Pragma", "no-cache");
    return switch (this) {
      case INVALID_CLIENT -> rendering.with("WWW-Authenticate", "Basic realm=\"idp\"");
      case INVALID_TOKEN, INSUFFICIENT_SCOPE ->
          rendering.with("WWW-Authenticate", "Bearer error=\"" + error + "\"");
      default -> rendering;
    };
  }
}
