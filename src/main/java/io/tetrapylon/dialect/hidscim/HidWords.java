package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Reason;

/** What each reason of failure is called here. Those of a factor never reach this API's callers. */
final class HidWords {
  private HidWords() {}

  static HidError error(Reason reason) {
    return switch (reason) {
      case TOKEN_INVALID, API_KEY_INVALID, CLIENT_INVALID -> HidError.TOKEN_INVALID;
      case ACCESS_READ_ONLY, PERMISSION_MISSING -> HidError.PERMISSION_MISSING;
      case BODY_UNREADABLE -> HidError.BODY_UNREADABLE;
      case BODY_TOO_LARGE -> HidError.TOO_LARGE;
      case MEMBER_INVALID, PASSWORD_UNEXPECTED, PASSWORD_MISSING, DESTINATION_MISSING ->
          HidError.INVALID_VALUE;
      case PATH_UNKNOWN -> HidError.PATH_UNKNOWN;
      case METHOD_NOT_ALLOWED -> HidError.METHOD_NOT_ALLOWED;
      case MEDIA_TYPE_UNSUPPORTED -> HidError.MEDIA_TYPE_UNSUPPORTED;
      case NOT_ACCEPTABLE -> HidError.NOT_ACCEPTABLE;
      case OBJECT_UNKNOWN,
          TENANT_MISMATCH,
          RESOURCE_UNKNOWN,
          USER_UNKNOWN,
          DEVICE_MISSING,
          TRANSACTION_UNKNOWN,
          CEREMONY_UNKNOWN ->
          HidError.UNKNOWN;
      case CONFLICT, RACE_LOST, TRANSACTION_SETTLED -> HidError.UNIQUENESS;
      case VERSION_STALE -> HidError.VERSION_STALE;
      case FEATURE_OFF, LICENCE_EXPIRED -> HidError.FEATURE_OFF;
      case DESTINATION_LIMITED, PUSH_LIMITED -> HidError.LIMITED;
      case USER_BLOCKED,
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
          ATTESTATION_REFUSED,
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          ACTIVATION_INVALID,
          TRANSACTION_EXPIRED,
          PUSH_NOT_SENT,
          PUSH_DENIED,
          PUSH_FRAUD,
          ANSWER_INVALID,
          DIGITS_WRONG ->
          HidError.REFUSED;
      case DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE,
          DIRECTORY_MISCONFIGURED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN ->
          HidError.DIRECTORY;
      case OVERLOADED, STORE_UNAVAILABLE, ISSUER_UNAVAILABLE -> HidError.UNAVAILABLE;
      case INTERNAL -> HidError.INTERNAL;
    };
  }
}
