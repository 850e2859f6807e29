package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.kernel.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A request for a token (RFC 6749 section 4.4): the client's credentials by HTTP Basic, the grant
 * as a form.
 *
 * @param accessId who asks
 * @param password of the access id
 * @param audience as given, or empty
 */
record TokenRequest(String accessId, Secret password, String audience) {
  private static final String BASIC = "Basic ";
  private static final String SCOPE = "api-access";

  /**
   * Reads a request.
   *
   * @param authorization the {@code Authorization} header
   * @param body the form
   * @throws TokenRefusal where either cannot be read, or asks for what is not offered
   */
  static TokenRequest read(@Nullable String authorization, byte @Nullable [] body) {
    var form = TokenForm.read(body);
    if (form.value("grant_type").isEmpty()) {
      throw new TokenRefusal(TokenError.INVALID_REQUEST);
    }
    if (!form.value("grant_type").equals("client_credentials")) {
      throw new TokenRefusal(TokenError.UNSUPPORTED_GRANT_TYPE);
    }
    requireScope(form.value("scope"));
    return withCredentials(credentials(authorization), form.value("audience"));
  }

  // RFC 6749 section 3.3: an absent scope is the server's default, which is the only one here.
  private static void requireScope(String scope) {
    if (!scope.isEmpty() && !scope.equals(SCOPE)) {
      throw new TokenRefusal(TokenError.INVALID_SCOPE);
    }
  }

  private static TokenRequest withCredentials(String pair, String audience) {
    int colon = pair.indexOf(':');
    if (colon < 1 || !CleanText.isPlain(pair.substring(0, colon))) {
      throw new TokenRefusal(TokenError.INVALID_CLIENT);
    }
    var password = Secret.of(pair.substring(colon + 1));
    return new TokenRequest(pair.substring(0, colon), password, audience);
  }

  // RFC 7617. The scheme's name is matched without regard to case.
  private static String credentials(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      throw new TokenRefusal(TokenError.INVALID_CLIENT);
    }
    try {
      var bytes = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException unreadable) {
      throw new TokenRefusal(TokenError.INVALID_CLIENT);
    }
  }
}
