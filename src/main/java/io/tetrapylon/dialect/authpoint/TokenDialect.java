package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;

/** The token endpoint that AuthPoint's clients call: OAuth's words, not the API's. */
@Singleton
final class TokenDialect implements Dialect {
  static final String PATH = "/oauth/token";

  @Override
  public boolean owns(String path) {
    return path.startsWith(PATH)
        && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return switch (reason) {
      case PATH_UNKNOWN, OBJECT_UNKNOWN, RESOURCE_UNKNOWN ->
          TokenError.INVALID_REQUEST.rendering(404);
      case METHOD_NOT_ALLOWED -> TokenError.INVALID_REQUEST.rendering(405);
      case NOT_ACCEPTABLE -> TokenError.INVALID_REQUEST.rendering(406);
      case BODY_TOO_LARGE -> TokenError.INVALID_REQUEST.rendering(413);
      case MEDIA_TYPE_UNSUPPORTED -> TokenError.INVALID_REQUEST.rendering(415);
      case BODY_UNREADABLE, MEMBER_INVALID, CONFLICT, VERSION_STALE ->
          TokenError.INVALID_REQUEST.rendering();
      case OVERLOADED,
          STORE_UNAVAILABLE,
          ISSUER_UNAVAILABLE,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE ->
          TokenError.TEMPORARILY_UNAVAILABLE.rendering();
      case INTERNAL -> TokenError.SERVER_ERROR.rendering();
      // Whatever else keeps a client from its token is not told apart.
      case TOKEN_INVALID,
          API_KEY_INVALID,
          TENANT_MISMATCH,
          ACCESS_READ_ONLY,
          PERMISSION_MISSING,
          CLIENT_INVALID,
          PASSWORD_UNEXPECTED,
          PASSWORD_MISSING,
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
          TokenError.INVALID_CLIENT.rendering();
    };
  }
}
