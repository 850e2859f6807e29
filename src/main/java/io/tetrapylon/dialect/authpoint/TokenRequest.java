package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.dialect.ClientCredentials;
import io.tetrapylon.dialect.OAuthForm;
import org.jspecify.annotations.Nullable;

/**
 * A request for a token (RFC 6749 section 4.4): the client's credentials by HTTP Basic, the grant
 * as a form.
 *
 * @param client who asks
 * @param audience as given, or empty
 */
record TokenRequest(ClientCredentials client, String audience) {
  private static final String SCOPE = "api-access";

  /**
   * Reads a request.
   *
   * @param authorization the {@code Authorization} header
   * @param body the form
   * @throws io.tetrapylon.kernel.Refusal where either cannot be read
   * @throws TokenRefusal where it asks for what is not offered
   */
  static TokenRequest read(@Nullable String authorization, byte @Nullable [] body) {
    var form = OAuthForm.read(body);
    if (form.value("grant_type").isEmpty()) {
      throw new TokenRefusal(TokenError.INVALID_REQUEST);
    }
    if (!form.value("grant_type").equals("client_credentials")) {
      throw new TokenRefusal(TokenError.UNSUPPORTED_GRANT_TYPE);
    }
    requireScope(form.value("scope"));
    return new TokenRequest(ClientCredentials.basic(authorization), form.value("audience"));
  }

  // RFC 6749 section 3.3: an absent scope is the server's default, which is the only one here.
  private static void requireScope(String scope) {
    if (!scope.isEmpty() && !scope.equals(SCOPE)) {
      throw new TokenRefusal(TokenError.INVALID_SCOPE);
    }
  }
}
