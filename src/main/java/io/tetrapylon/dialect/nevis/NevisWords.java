package io.tetrapylon.dialect.nevis;

import io.tetrapylon.kernel.Reason;
import java.util.List;

/** The core's reasons in nevisIDM's words. */
final class NevisWords {
  private static final String UNAVAILABLE = "errors.serviceDisabled";

  private NevisWords() {}

  /**
   * The error for a reason.
   *
   * @param message what was wrong with the caller's own input, where the reason is about that
   */
  static NevisError of(Reason reason, String message) {
    return switch (reason) {
      case TOKEN_INVALID, CLIENT_INVALID, API_KEY_INVALID ->
          new NevisError(401, "errors.invalidJWTToken", "The JWT token is missing or not valid");
      case PERMISSION_MISSING, ACCESS_READ_ONLY, TENANT_MISMATCH, LICENCE_EXPIRED, FEATURE_OFF ->
          new NevisError(403, "errors.insufficientRightsFunction", "Permission denied");
      case BODY_UNREADABLE ->
          new NevisError(400, "errors.jsonProcessingError", "The body is not one JSON object");
      case BODY_TOO_LARGE -> new NevisError(413, "errors.invalidData", "The body is too large");
      case MEMBER_INVALID -> NevisError.fields(List.of(member(message)));
      case PATH_UNKNOWN -> new NevisError(404, "errors.invalidUri", "There is no such path");
      case METHOD_NOT_ALLOWED ->
          new NevisError(405, "errors.unsupportedOperation", "The path does not know this method");
      case MEDIA_TYPE_UNSUPPORTED ->
          new NevisError(415, "errors.unsupportedMediaType", "The body must be JSON");
      case NOT_ACCEPTABLE ->
          new NevisError(406, "errors.unsupportedMediaType", "The answer would be JSON");
      case OBJECT_UNKNOWN, USER_UNKNOWN, RESOURCE_UNKNOWN, TRANSACTION_UNKNOWN ->
          new NevisError(404, "errors.noRecord", "There is no such record");
      case CONFLICT -> new NevisError(422, "errors.inconsistentData", message);
      case VERSION_STALE ->
          new NevisError(
              422,
              "errors.optimisticLockingFailure",
              "The record was modified since the version that was given");
      case OVERLOADED, STORE_UNAVAILABLE, ISSUER_UNAVAILABLE ->
          new NevisError(503, UNAVAILABLE, "Try again later");
      case INTERNAL -> new NevisError(500, "errors.fatalError", "An unexpected error occurred");
      // What only attempts to authenticate are refused for; this API makes none.
      case PASSWORD_UNEXPECTED,
          PASSWORD_MISSING,
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
          TRANSACTION_SETTLED,
          TRANSACTION_EXPIRED,
          PUSH_LIMITED,
          PUSH_NOT_SENT,
          PUSH_DENIED,
          PUSH_FRAUD,
          ANSWER_INVALID,
          DIGITS_WRONG,
          ATTESTATION_REFUSED,
          ASSERTION_WRONG,
          CEREMONY_UNKNOWN,
          DESTINATION_MISSING,
          DESTINATION_LIMITED,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE,
          DIRECTORY_MISCONFIGURED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN,
          AUTHENTICATOR_CLONED ->
          new NevisError(403, "errors.unknownReason", "The request was refused");
    };
  }

  /** A refusal's sentence begins with the member's name. */
  private static String member(String message) {
    int colon = message.indexOf(':');
    return colon < 0 ? "body" : message.substring(0, colon);
  }
}
