package io.tetrapylon.dialect.sta;

import io.tetrapylon.kernel.Reason;

/**
 * The messages of this API (seed 000, "Responses" of each operation) that do not differ between
 * operations; those that do are {@link StaOperation}'s.
 */
final class StaWords {
  static final StaProblem NO_API_KEY = StaProblem.of(401, "No API key found in request.");
  static final StaProblem NO_PERMISSION =
      StaProblem.of(401, "You do not have permission to access this tenant.");
  static final StaProblem NO_TENANT_CODE =
      StaProblem.of(400, "The tenantCode cannot be null or empty.");
  static final StaProblem NO_AUTHENTICATOR = StaProblem.of(400, "Authenticator cannot be null.");
  static final StaProblem NO_AUTHENTICATOR_ID =
      StaProblem.of(400, "The authenticatorId cannot be null or empty.");
  static final StaProblem AUTHENTICATOR_ID_UNREADABLE =
      StaProblem.of(400, "The authenticatorId is not base64URL encoded.");
  static final StaProblem ATTESTATION_UNREADABLE =
      StaProblem.of(400, "AttestationObject is not base64URL encoded.");
  static final StaProblem CLIENT_DATA_UNREADABLE =
      StaProblem.of(400, "ClientDataJson is not base64URL encoded.");
  static final StaProblem NOT_ALLOWED = StaProblem.of(400, "Operation Not Allowed Exception.");
  static final StaProblem IN_USE = StaProblem.of(409, "The authenticator is already in use.");
  static final StaProblem NOT_IN_PLAN =
      StaProblem.of(403, "Your current product plan does not include this functionality.");
  static final StaProblem IMPORT_OFF =
      StaProblem.of(
          403,
          "Unable to import the FIDO authenticator, because importing via the API is disabled on"
              + " the STA Access Management console.");
  static final StaProblem OWN_IMPORT =
      StaProblem.of(
          403,
          "Unable to delete the FIDO authenticator for the user, because the user is associated"
              + " with the API key that authenticated this request, and the authenticator was"
              + " imported with the API.");

  private static final StaProblem BAD_API_KEY =
      StaProblem.of(401, "Invalid authentication credentials.");
  private static final String ATTESTATION = "attestationObject";

  private StaWords() {}

  static StaProblem tenantUnknown(String code) {
    return StaProblem.of(404, "The tenant code '" + code + "' does not exist.");
  }

  static StaProblem authenticatorUnknown(String id) {
    return StaProblem.of(404, "The authenticator ID '" + id + "' was not found.");
  }

  /** The answer to a failure of the core. */
  static StaProblem problem(Reason reason, String message) {
    return switch (reason) {
      case TOKEN_INVALID -> NO_API_KEY;
      case API_KEY_INVALID, CLIENT_INVALID -> BAD_API_KEY;
      case PERMISSION_MISSING, ACCESS_READ_ONLY -> NO_PERMISSION;
      case BODY_UNREADABLE ->
          StaProblem.invalid("$", "The body is not one JSON object without repeated members.");
      case MEMBER_INVALID -> invalid(message);
      case ATTESTATION_REFUSED ->
          StaProblem.invalid(
              ATTESTATION, "The attestation is not accepted by the tenant's policy.");
      case CONFLICT, VERSION_STALE, RACE_LOST -> IN_USE;
      case LICENCE_EXPIRED, FEATURE_OFF -> NOT_IN_PLAN;
      case PATH_UNKNOWN,
          OBJECT_UNKNOWN,
          TENANT_MISMATCH,
          RESOURCE_UNKNOWN,
          USER_UNKNOWN,
          DEVICE_MISSING,
          TRANSACTION_UNKNOWN,
          CEREMONY_UNKNOWN ->
          StaProblem.of(404, "Not Found.");
      case METHOD_NOT_ALLOWED -> StaProblem.of(405, "Method Not Allowed.");
      case NOT_ACCEPTABLE -> StaProblem.of(406, "Not Acceptable.");
      case BODY_TOO_LARGE -> StaProblem.of(413, "Request Entity Too Large.");
      case MEDIA_TYPE_UNSUPPORTED -> StaProblem.of(415, "Unsupported Media Type.");
      case OVERLOADED, STORE_UNAVAILABLE, ISSUER_UNAVAILABLE ->
          StaProblem.of(503, "Authenticator Service Exception.");
      case INTERNAL -> StaProblem.of(500, "Internal Server Error.");
      // Nobody authenticates through this API, so none of these comes from it.
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
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          DESTINATION_MISSING,
          DESTINATION_LIMITED,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE,
          DIRECTORY_MISCONFIGURED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN,
          ACTIVATION_INVALID,
          TRANSACTION_SETTLED,
          TRANSACTION_EXPIRED,
          PUSH_LIMITED,
          PUSH_NOT_SENT,
          PUSH_DENIED,
          PUSH_FRAUD,
          ANSWER_INVALID,
          DIGITS_WRONG ->
          NOT_ALLOWED;
    };
  }

  /** The core's sentence about a member, which begins with its name. */
  private static StaProblem invalid(String message) {
    int colon = message.indexOf(": ");
    return colon < 1
        ? StaProblem.invalid("$", "The value is not valid.")
        : StaProblem.invalid(message.substring(0, colon), message.substring(colon + 2));
  }
}
