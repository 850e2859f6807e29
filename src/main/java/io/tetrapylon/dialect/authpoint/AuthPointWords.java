package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.kernel.Reason;

/**
 * The core's reasons in AuthPoint's words. What a guesser must not tell apart is one error here: a
 * wrong or locked password, a wrong or used code, a locked or missing token, an unknown user.
 */
final class AuthPointWords {
  private AuthPointWords() {}

  /**
   * The error for a reason. {@code POST authenticationpolicy} alone says {@link
   * AuthPointError#USER_NOT_FOUND} for an unknown user.
   */
  static AuthPointError of(Reason reason) {
    return switch (reason) {
      case TOKEN_INVALID, CLIENT_INVALID -> AuthPointError.TOKEN_NOT_VALID;
      case API_KEY_INVALID -> AuthPointError.API_KEY_NOT_AUTHORIZED;
      case TENANT_MISMATCH -> AuthPointError.ACCOUNT_NOT_AUTHORIZED;
      case ACCESS_READ_ONLY, PERMISSION_MISSING -> AuthPointError.ACCESS_ID_NOT_AUTHORIZED;
      case BODY_UNREADABLE, BODY_TOO_LARGE -> AuthPointError.BODY_NOT_READABLE;
      case MEMBER_INVALID, PASSWORD_UNEXPECTED, PASSWORD_MISSING -> AuthPointError.MEMBER_NOT_VALID;
      case PATH_UNKNOWN -> AuthPointError.PATH_NOT_FOUND;
      case METHOD_NOT_ALLOWED, MEDIA_TYPE_UNSUPPORTED, NOT_ACCEPTABLE ->
          AuthPointError.REQUEST_NOT_VALID;
      case OBJECT_UNKNOWN -> AuthPointError.TRANSACTION_UNKNOWN; // the only object that has an id
      case CONFLICT, VERSION_STALE -> AuthPointError.TRANSACTION_STATUS_NOT_VALID;
      case LICENCE_EXPIRED -> AuthPointError.LICENCE_EXPIRED;
      case FEATURE_OFF -> AuthPointError.METHOD_NOT_VALID;
      case RESOURCE_UNKNOWN -> AuthPointError.RESOURCE_NOT_FOUND;
      case USER_BLOCKED -> AuthPointError.USER_BLOCKED;
      case USER_QUARANTINED -> AuthPointError.USER_QUARANTINED;
      case USER_OVERALLOCATED -> AuthPointError.USER_OVERALLOCATED;
      case POLICY_MISSING -> AuthPointError.POLICY_NOT_FOUND;
      case METHOD_NOT_IN_POLICY -> AuthPointError.METHOD_NOT_VALID;
      case USER_UNKNOWN,
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
          ANSWER_INVALID,
          ATTESTATION_REFUSED,
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          CEREMONY_UNKNOWN,
          DIGITS_WRONG ->
          AuthPointError.NOT_AUTHORIZED;
      case DIRECTORY_SILENT -> AuthPointError.DIRECTORY_SILENT;
      case DIRECTORY_UNAVAILABLE -> AuthPointError.DIRECTORY_UNAVAILABLE;
      case DIRECTORY_MISCONFIGURED -> AuthPointError.DIRECTORY_REQUEST_NOT_MADE;
      case DIRECTORY_USER_WITHOUT_ID -> AuthPointError.DIRECTORY_WITHOUT_ID;
      case DIRECTORY_USER_WITHOUT_DN -> AuthPointError.DIRECTORY_WITHOUT_DN;
      case DEVICE_MISSING, DESTINATION_MISSING -> AuthPointError.PUSH_DATA_NOT_FOUND;
      case TRANSACTION_UNKNOWN -> AuthPointError.TRANSACTION_UNKNOWN;
      case TRANSACTION_SETTLED -> AuthPointError.TRANSACTION_STATUS_NOT_VALID;
      case TRANSACTION_EXPIRED -> AuthPointError.AUTHENTICATION_EXPIRED;
      case PUSH_LIMITED, PUSH_NOT_SENT, DESTINATION_LIMITED -> AuthPointError.PUSH_NOT_SENT;
      case PUSH_DENIED, PUSH_FRAUD -> AuthPointError.PUSH_DENIED;
      case OVERLOADED, STORE_UNAVAILABLE, ISSUER_UNAVAILABLE -> AuthPointError.MFA_NOT_AVAILABLE;
      case INTERNAL -> AuthPointError.UNEXPECTED;
    };
  }

  /** The problem for a reason: its error, and the status where HTTP itself has a finer one. */
  static Problem problem(Reason reason) {
    var error = of(reason);
    return new Problem(error, transportStatus(reason, error.status()));
  }

  private static int transportStatus(Reason reason, int otherwise) {
    return switch (reason) {
      case METHOD_NOT_ALLOWED -> 405;
      case NOT_ACCEPTABLE -> 406;
      case BODY_TOO_LARGE -> 413;
      case MEDIA_TYPE_UNSUPPORTED -> 415;
      default -> otherwise;
    };
  }
}
