package io.tetrapylon.kernel;

/**
 * Every way in which a request can fail, whichever API it came through.
 *
 * <p>Each dialect renders these in its own words by a {@code switch} without {@code default}, so a
 * reason added here does not compile until every dialect has an answer. What a caller may learn is
 * decided there; the audit trail and the log hold the reason itself.
 */
public enum Reason {
  // The caller: a login front end, an operator, a phone.
  TOKEN_INVALID,
  API_KEY_INVALID,
  TENANT_MISMATCH,
  ACCESS_READ_ONLY,
  PERMISSION_MISSING,
  CLIENT_INVALID,
  ISSUER_UNAVAILABLE,

  // The request, before anybody looked at who it is about.
  BODY_UNREADABLE,
  BODY_TOO_LARGE,
  MEMBER_INVALID,
  PATH_UNKNOWN,
  METHOD_NOT_ALLOWED,
  MEDIA_TYPE_UNSUPPORTED,
  NOT_ACCEPTABLE,
  PASSWORD_UNEXPECTED,
  PASSWORD_MISSING,
  OBJECT_UNKNOWN,
  CONFLICT,
  VERSION_STALE,

  // The tenant and the resource.
  LICENCE_EXPIRED,
  FEATURE_OFF,
  RESOURCE_UNKNOWN,

  // The user and the policy.
  USER_UNKNOWN,
  USER_BLOCKED,
  USER_QUARANTINED,
  USER_OVERALLOCATED,
  POLICY_MISSING,
  METHOD_NOT_IN_POLICY,

  // The factors. To a caller these look alike; the audit trail tells them apart.
  PASSWORD_WRONG,
  PASSWORD_LOCKED,
  CODE_WRONG,
  CODE_USED,
  CREDENTIAL_LOCKED,
  CREDENTIAL_MISSING,
  GRANT_WRONG,
  GRANT_TRIES_EXHAUSTED,
  RACE_LOST,

  // Keys that prove themselves by a signature over a challenge that was issued once.
  ATTESTATION_REFUSED,
  ASSERTION_WRONG,
  AUTHENTICATOR_CLONED,
  CEREMONY_UNKNOWN,

  // Codes that travel to an address.
  DESTINATION_MISSING,
  DESTINATION_LIMITED,

  // A directory that checks passwords.
  DIRECTORY_SILENT,
  DIRECTORY_UNAVAILABLE,
  DIRECTORY_MISCONFIGURED,
  DIRECTORY_USER_WITHOUT_ID,
  DIRECTORY_USER_WITHOUT_DN,

  // Phones, and what is asked of them.
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
  DIGITS_WRONG,

  // The gateway itself.
  OVERLOADED,
  STORE_UNAVAILABLE,
  INTERNAL
}
