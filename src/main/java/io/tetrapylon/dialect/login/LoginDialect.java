package io.tetrapylon.dialect.login;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Problem;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;

/** The API of login front ends: its root, and its answers to what goes wrong. */
@Singleton
final class LoginDialect implements Dialect {
  static final String ROOT = "/login/v1";

  @Override
  public boolean owns(String path) {
    return path.startsWith(ROOT)
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  /** Attestations are long: certificates, and ids of up to 1023 bytes. */
  @Override
  public int maxBodyBytes() {
    return 2 * DEFAULT_BODY_BYTES;
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return Problem.of(told(reason), message).rendering();
  }

  /** What a guesser must not tell apart is one reason here. */
  private static Reason told(Reason reason) {
    return switch (reason) {
      case USER_UNKNOWN,
          PASSWORD_WRONG,
          PASSWORD_LOCKED,
          CODE_WRONG,
          CODE_USED,
          CREDENTIAL_LOCKED,
          CREDENTIAL_MISSING,
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          RACE_LOST ->
          Reason.CODE_WRONG;
      case PUSH_FRAUD -> Reason.PUSH_DENIED;
      case TOKEN_INVALID,
          API_KEY_INVALID,
          TENANT_MISMATCH,
          ACCESS_READ_ONLY,
          PERMISSION_MISSING,
          CLIENT_INVALID,
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
          LICENCE_EXPIRED,
          CEREMONY_UNKNOWN,
          FEATURE_OFF,
          ATTESTATION_REFUSED,
          DESTINATION_MISSING,
          DESTINATION_LIMITED,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE,
          DIRECTORY_MISCONFIGURED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN,
          RESOURCE_UNKNOWN,
          USER_BLOCKED,
          USER_QUARANTINED,
          USER_OVERALLOCATED,
          POLICY_MISSING,
          METHOD_NOT_IN_POLICY,
          GRANT_WRONG,
          GRANT_TRIES_EXHAUSTED,
          ACTIVATION_INVALID,
          DEVICE_MISSING,
          TRANSACTION_UNKNOWN,
          TRANSACTION_SETTLED,
          TRANSACTION_EXPIRED,
          PUSH_LIMITED,
          PUSH_NOT_SENT,
          PUSH_DENIED,
          ANSWER_INVALID,
          DIGITS_WRONG,
          OVERLOADED,
          STORE_UNAVAILABLE,
          ISSUER_UNAVAILABLE,
          INTERNAL ->
          reason;
    };
  }
}
