package io.tetrapylon.dialect.mobile;

import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A failure as problem details (RFC 9457). Why a login is refused is not a phone's business, so all
 * such reasons are one.
 *
 * @param type always {@code about:blank}
 * @param title the code in words
 * @param status the HTTP status
 * @param code which failure it is, for programs
 * @param detail which failure it is, for people
 */
@Schema(name = "MobileProblem", description = "A failure as problem details (RFC 9457).")
record Problem(String type, String title, int status, String code, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  /** The problem of a failure; the message is told where it is about the phone's own input. */
  static Problem of(Reason reason, String message) {
    var kind = kind(reason);
    var detail =
        reason == Reason.MEMBER_INVALID && !message.equals(reason.name()) && !message.isBlank()
            ? message
            : kind.sentence;
    return new Problem("about:blank", kind.title(), kind.status, kind.code(), detail);
  }

  Rendering rendering() {
    var body =
        new JsonObject()
            .put("type", type)
            .put("title", title)
            .put("status", status)
            .put("code", code)
            .put("detail", detail);
    return Rendering.of(status, MEDIA_TYPE, body.encode());
  }

  /** What a phone may tell apart. */
  private enum Kind {
    BODY_UNREADABLE(400, "The body is not one JSON object without repeated members."),
    MEMBER_INVALID(400, "Something in the request is not valid."),
    PROOF_INVALID(401, "The proof is missing, or is not this phone's for this request, now."),
    ACTIVATION_INVALID(403, "The activation is unknown, used, over or not proven."),
    DEVICE_SUSPENDED(403, "This phone is out of use."),
    ANSWER_INVALID(403, "The answer is not this phone's to this challenge."),
    DIGITS_WRONG(403, "The digits are not those of the login page."),
    REFUSED(403, "It is not permitted."),
    NOT_FOUND(404, "There is no such thing."),
    METHOD_NOT_ALLOWED(405, "This path does not know the method."),
    NOT_ACCEPTABLE(406, "There is no such form of it."),
    CHALLENGE_SETTLED(409, "The challenge has been answered."),
    CONFLICT(409, "It contradicts what there is."),
    CHALLENGE_EXPIRED(410, "The challenge is over."),
    BODY_TOO_LARGE(413, "The body is too large."),
    MEDIA_TYPE_UNSUPPORTED(415, "The body must be JSON."),
    INTERNAL(500, "Something went wrong that is not the phone's doing."),
    UNAVAILABLE(503, "Try again later.");

    private final int status;
    private final String sentence;

    Kind(int status, String sentence) {
      this.status = status;
      this.sentence = sentence;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String title() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static Kind kind(Reason reason) {
    return switch (reason) {
      case BODY_UNREADABLE -> Kind.BODY_UNREADABLE;
      case MEMBER_INVALID, PASSWORD_UNEXPECTED, PASSWORD_MISSING -> Kind.MEMBER_INVALID;
      case TOKEN_INVALID, API_KEY_INVALID, CLIENT_INVALID -> Kind.PROOF_INVALID;
      case ACTIVATION_INVALID -> Kind.ACTIVATION_INVALID;
      case CREDENTIAL_LOCKED, CREDENTIAL_MISSING -> Kind.DEVICE_SUSPENDED;
      case ANSWER_INVALID -> Kind.ANSWER_INVALID;
      case DIGITS_WRONG -> Kind.DIGITS_WRONG;
      case TENANT_MISMATCH, PATH_UNKNOWN, OBJECT_UNKNOWN, DEVICE_MISSING, TRANSACTION_UNKNOWN ->
          Kind.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> Kind.METHOD_NOT_ALLOWED;
      case NOT_ACCEPTABLE -> Kind.NOT_ACCEPTABLE;
      case TRANSACTION_SETTLED, PUSH_DENIED, PUSH_FRAUD -> Kind.CHALLENGE_SETTLED;
      case CONFLICT, VERSION_STALE, RACE_LOST -> Kind.CONFLICT;
      case TRANSACTION_EXPIRED -> Kind.CHALLENGE_EXPIRED;
      case BODY_TOO_LARGE -> Kind.BODY_TOO_LARGE;
      case MEDIA_TYPE_UNSUPPORTED -> Kind.MEDIA_TYPE_UNSUPPORTED;
      case ACCESS_READ_ONLY,
          PERMISSION_MISSING,
          LICENCE_EXPIRED,
          FEATURE_OFF,
          ATTESTATION_REFUSED,
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          CEREMONY_UNKNOWN,
          DESTINATION_MISSING,
          DESTINATION_LIMITED,
          DIRECTORY_MISCONFIGURED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN,
          RESOURCE_UNKNOWN,
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
          GRANT_WRONG,
          GRANT_TRIES_EXHAUSTED,
          PUSH_LIMITED,
          PUSH_NOT_SENT ->
          Kind.REFUSED;
      case OVERLOADED,
          STORE_UNAVAILABLE,
          ISSUER_UNAVAILABLE,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE ->
          Kind.UNAVAILABLE;
      case INTERNAL -> Kind.INTERNAL;
    };
  }
}
