package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A failure as problem details (RFC 9457): the words of the gateway's own APIs. The request is
 * named by the header {@code X-Request-Id}.
 *
 * @param type always {@code about:blank}: the status says what is of general interest
 * @param title the status in words
 * @param status the HTTP status
 * @param code which failure it is, for programs
 * @param detail which failure it is, for people
 */
@Schema(name = "Problem", description = "A failure as problem details (RFC 9457).")
public record Problem(String type, String title, int status, String code, String detail) {
  /** What it travels as. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The problem of a failure; the message is told where it is about the caller's own input. */
  public static Problem of(Reason reason, String message) {
    int status = status(reason);
    return new Problem("about:blank", title(status), status, code(reason), detail(reason, message));
  }

  /** As it travels; a missing token is told as the bearer scheme wants it. */
  public Rendering rendering() {
    var body =
        new JsonObject()
            .put("type", type)
            .put("title", title)
            .put("status", status)
            .put("code", code)
            .put("detail", detail);
    var rendering = Rendering.of(status, MEDIA_TYPE, body.encode());
    return status == 401 ? rendering.with("WWW-Authenticate", "Bearer") : rendering;
  }

  private static String code(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int status(Reason reason) {
    return switch (reason) {
      case BODY_UNREADABLE,
          MEMBER_INVALID,
          PASSWORD_UNEXPECTED,
          PASSWORD_MISSING,
          ATTESTATION_REFUSED ->
          400;
      case TOKEN_INVALID, API_KEY_INVALID, CLIENT_INVALID -> 401;
      case ACCESS_READ_ONLY,
          PERMISSION_MISSING,
          LICENCE_EXPIRED,
          FEATURE_OFF,
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          CEREMONY_UNKNOWN,
          DESTINATION_LIMITED,
          DIRECTORY_MISCONFIGURED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN,
          USER_BLOCKED,
          USER_QUARANTINED,
          USER_OVERALLOCATED,
          POLICY_MISSING,
          METHOD_NOT_IN_POLICY,
          PASSWORD_WRONG,
          PASSWORD_LOCKED,
          CODE_WRONG,
          CODE_USED,
          CREDENTIAL_LOCKED,
          CREDENTIAL_MISSING,
          GRANT_WRONG,
          GRANT_TRIES_EXHAUSTED,
          ACTIVATION_INVALID,
          TRANSACTION_EXPIRED,
          PUSH_LIMITED,
          PUSH_NOT_SENT,
          PUSH_DENIED,
          PUSH_FRAUD,
          ANSWER_INVALID,
          DIGITS_WRONG ->
          403;
      case PATH_UNKNOWN,
          OBJECT_UNKNOWN,
          TENANT_MISMATCH,
          RESOURCE_UNKNOWN,
          USER_UNKNOWN,
          DEVICE_MISSING,
          DESTINATION_MISSING,
          TRANSACTION_UNKNOWN ->
          404;
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case CONFLICT, RACE_LOST, TRANSACTION_SETTLED -> 409;
      case VERSION_STALE -> 412;
      case BODY_TOO_LARGE -> 413;
      case MEDIA_TYPE_UNSUPPORTED -> 415;
      case INTERNAL -> 500;
      case OVERLOADED,
          STORE_UNAVAILABLE,
          ISSUER_UNAVAILABLE,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE ->
          503;
    };
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }

  private static String detail(Reason reason, String message) {
    return switch (reason) {
      case MEMBER_INVALID -> told(message, "Something in the request is not valid.");
      case CONFLICT -> told(message, "It contradicts what there is.");
      case ATTESTATION_REFUSED -> told(message, "The attestation is not accepted.");
      case FEATURE_OFF -> "The tenant does not have this.";
      case OBJECT_UNKNOWN -> told(message, "There is no such thing.");
      case BODY_UNREADABLE -> "The body is not one JSON object without repeated members.";
      case TOKEN_INVALID, API_KEY_INVALID -> "A valid bearer token is needed.";
      case CLIENT_INVALID -> "The tenant, the login or the password is wrong.";
      case ACCESS_READ_ONLY -> "This caller may only read.";
      case PERMISSION_MISSING -> "The permission for this is missing.";
      case VERSION_STALE -> "It has changed since the version that If-Match names.";
      case PATH_UNKNOWN, TENANT_MISMATCH -> "There is no such path.";
      case BODY_TOO_LARGE -> "The body is too large.";
      case OVERLOADED,
          STORE_UNAVAILABLE,
          ISSUER_UNAVAILABLE,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE ->
          "Try again later.";
      case INTERNAL -> "Something went wrong that is not the caller's doing.";
      case PASSWORD_UNEXPECTED,
          PASSWORD_MISSING,
          METHOD_NOT_ALLOWED,
          MEDIA_TYPE_UNSUPPORTED,
          NOT_ACCEPTABLE,
          RESOURCE_UNKNOWN,
          LICENCE_EXPIRED,
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          CEREMONY_UNKNOWN,
          DESTINATION_MISSING,
          DESTINATION_LIMITED,
          DIRECTORY_MISCONFIGURED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN,
          USER_UNKNOWN,
          USER_BLOCKED,
          USER_QUARANTINED,
          USER_OVERALLOCATED,
          POLICY_MISSING,
          METHOD_NOT_IN_POLICY,
          PASSWORD_WRONG,
          PASSWORD_LOCKED,
          CODE_WRONG,
          CODE_USED,
          CREDENTIAL_LOCKED,
          CREDENTIAL_MISSING,
          GRANT_WRONG,
          GRANT_TRIES_EXHAUSTED,
          RACE_LOST,
          ACTIVATION_INVALID,
          DEVICE_MISSING,
          TRANSACTION_UNKNOWN,
          TRANSACTION_SETTLED,
          TRANSACTION_EXPIRED,
          PUSH_LIMITED,
          PUSH_NOT_SENT,
          PUSH_DENIED,
          PUSH_FRAUD,
          ANSWER_INVALID,
          DIGITS_WRONG ->
          title(status(reason)) + ".";
    };
  }

  private static String told(String message, String otherwise) {
    return message.isBlank() || message.equals(message.toUpperCase(Locale.ROOT))
        ? otherwise
        : message;
  }
}
