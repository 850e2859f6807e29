package io.tetrapylon.dialect;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * By what an API client shows who it is at an OAuth endpoint (RFC 6749 section 2.3.1). Whatever
 * cannot be read as such is {@code CLIENT_INVALID}.
 *
 * @param accessId who it says it is
 * @param password of the access id
 */
public record ClientCredentials(String accessId, Secret password) {
  private static final String BASIC = "Basic ";

  /**
   * By HTTP Basic (RFC 7617), the scheme's name matched without regard to case. Access id and
   * password stand there as they are, not in the encoding of a form.
   */
  public static ClientCredentials basic(@Nullable String authorization) {
    if (!isBasic(authorization)) {
      throw invalid();
    }
    var pair = decoded(String.valueOf(authorization).substring(BASIC.length()).strip());
    int colon = pair.indexOf(':');
    if (colon < 1) {
      throw invalid();
    }
    return of(pair.substring(0, colon), pair.substring(colon + 1));
  }

  /**
   * By HTTP Basic, or by {@code client_id} and {@code client_secret} in the form; never by both.
   */
  public static ClientCredentials read(@Nullable String authorization, OAuthForm form) {
    boolean inBody = !form.value("client_secret").isEmpty();
    if (!isBasic(authorization)) {
      if (!inBody || form.value("client_id").isEmpty()) {
        throw invalid();
      }
      return of(form.value("client_id"), form.value("client_secret"));
    }
    var credentials = basic(authorization);
    var named = form.value("client_id");
    if (inBody || !(named.isEmpty() || named.equals(credentials.accessId()))) {
      throw new Refusal(Reason.BODY_UNREADABLE);
    }
    return credentials;
  }

  private static boolean isBasic(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
  }

  /** No stored access id has a control character, and the store would refuse to look for one. */
  private static ClientCredentials of(String accessId, String password) {
    if (accessId.chars().anyMatch(Character::isISOControl)) {
      throw invalid();
    }
    return new ClientCredentials(accessId, Secret.of(password));
  }

  private static String decoded(String base64) {
    try {
      var bytes = Base64.getDecoder().decode(base64);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException unreadable) {
      throw invalid();
    }
  }

  private static Refusal invalid() {
    return new Refusal(Reason.CLIENT_INVALID);
  }
}
