package io.tetrapylon.dialect.oidc;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;

/** The tenant as an OpenID provider: its root, and its answers to what goes wrong. */
@Singleton
final class OidcDialect implements Dialect {
  static final String ROOT = "/idp";

  /** RFC 8414 section 3.1: the well-known part comes before an issuer's path. */
  static final String METADATA = "/.well-known/oauth-authorization-server" + ROOT;

  @Override
  public boolean owns(String path) {
    return isBelow(ROOT, path) || isBelow(METADATA, path);
  }

  private static boolean isBelow(String root, String path) {
    return path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return switch (reason) {
      case PATH_UNKNOWN, OBJECT_UNKNOWN, TENANT_MISMATCH -> OidcError.NOT_FOUND.rendering();
      case METHOD_NOT_ALLOWED -> OidcError.INVALID_REQUEST.rendering(405);
      case NOT_ACCEPTABLE -> OidcError.INVALID_REQUEST.rendering(406);
      case BODY_TOO_LARGE -> OidcError.INVALID_REQUEST.rendering(413);
      case MEDIA_TYPE_UNSUPPORTED -> OidcError.INVALID_REQUEST.rendering(415);
      case MEMBER_INVALID, CONFLICT -> told(message);
      case BODY_UNREADABLE,
          VERSION_STALE,
          RESOURCE_UNKNOWN,
          PASSWORD_UNEXPECTED,
          PASSWORD_MISSING,
          DESTINATION_MISSING,
          CEREMONY_UNKNOWN ->
          OidcError.INVALID_REQUEST.rendering();
      case CLIENT_INVALID, API_KEY_INVALID -> OidcError.INVALID_CLIENT.rendering();
      case TOKEN_INVALID -> OidcError.INVALID_TOKEN.rendering();
      case PERMISSION_MISSING -> OidcError.INSUFFICIENT_SCOPE.rendering();
      case ACCESS_READ_ONLY, FEATURE_OFF -> OidcError.UNAUTHORIZED_CLIENT.rendering();
      case USER_BLOCKED,
          USER_QUARANTINED,
          USER_OVERALLOCATED,
          LICENCE_EXPIRED,
          DEVICE_MISSING,
          PUSH_LIMITED,
          DESTINATION_LIMITED,
          PUSH_NOT_SENT ->
          OidcError.ACCESS_DENIED.rendering();
      case PUSH_DENIED, PUSH_FRAUD, ANSWER_INVALID, DIGITS_WRONG ->
          OidcError.NOT_APPROVED.rendering();
      case TRANSACTION_EXPIRED -> OidcError.EXPIRED_TOKEN.rendering();
      // Whatever else speaks against a grant is not told apart.
      case USER_UNKNOWN,
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
          TRANSACTION_UNKNOWN,
          TRANSACTION_SETTLED,
          ATTESTATION_REFUSED,
          ASSERTION_WRONG,
          AUTHENTICATOR_CLONED,
          DIRECTORY_USER_WITHOUT_ID,
          DIRECTORY_USER_WITHOUT_DN ->
          OidcError.INVALID_GRANT.rendering();
      case OVERLOADED,
          STORE_UNAVAILABLE,
          ISSUER_UNAVAILABLE,
          DIRECTORY_SILENT,
          DIRECTORY_UNAVAILABLE,
          DIRECTORY_MISCONFIGURED ->
          OidcError.TEMPORARILY_UNAVAILABLE.rendering();
      case INTERNAL -> OidcError.SERVER_ERROR.rendering();
    };
  }

  private static Rendering told(String message) {
    boolean sentence = message.contains(" ");
    return sentence
        ? OidcError.INVALID_REQUEST.saying(message)
        : OidcError.INVALID_REQUEST.rendering();
  }
}
