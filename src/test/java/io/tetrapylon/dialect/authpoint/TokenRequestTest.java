package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tetrapylon.dialect.ClientCredentials;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {
  private static final String FORM = "grant_type=client_credentials&scope=api-access";

  @Test
  void accessIdPasswordAndAudienceAreRead() {
    assertEquals(
        new TokenRequest(new ClientCredentials("a_rw_id", Secret.of("p:\u00e4")), "https://x"),
        TokenRequest.read(basic("a_rw_id:p:\u00e4"), form(FORM + "&audience=https%3A%2F%2Fx")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', INVALID_REQUEST",
    "scope=api-access, INVALID_REQUEST",
    "grant_type=, INVALID_REQUEST",
    "grant_type=client_credentials&grant_type=client_credentials, INVALID_REQUEST",
    "grant_type=client_credentials&x=%zz, INVALID_REQUEST",
    "grant_type=password, UNSUPPORTED_GRANT_TYPE",
    "grant_type=client_credentials&scope=all, INVALID_SCOPE"
  })
  void aGrantThatIsNotOfferedIsRefused(String form, TokenError error) {
    assertRefused(error, basic("a:b"), form);
  }

  @Test
  void anAbsentScopeIsTheOnlyOneThereIs() {
    assertEquals(
        "a",
        TokenRequest.read(basic("a:b"), form("grant_type=client_credentials")).client().accessId());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "Basic", "Basic ", "Basic !!!", "Bearer YTpi", "Basic YQ==", "Basic OmI="})
  void credentialsThatCannotBeReadAreAnInvalidClient(@Nullable String header) {
    assertRefused(TokenError.INVALID_CLIENT, header, FORM);
  }

  @Test
  void badCredentialsAre400WithMessageErrorAndDescription() throws Exception {
    // when
    var rendering = new TokenDialect().render(Reason.CLIENT_INVALID, "");
    var body = new ObjectMapper().readTree(rendering.body());

    // then
    assertEquals(400, rendering.status());
    assertEquals("invalid_client", body.get("error").textValue());
    assertEquals(body.get("Message"), body.get("error_description"));
  }

  private static void assertRefused(TokenError error, @Nullable String header, String form) {
    var refused = assertThrows(RuntimeException.class, () -> TokenRequest.read(header, form(form)));
    assertEquals(
        error.rendering(),
        refused instanceof TokenRefusal refusal
            ? refusal.error().rendering()
            : new TokenDialect().render(((Refusal) refused).reason(), ""));
  }

  private static String basic(String pair) {
    return "basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] form(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
