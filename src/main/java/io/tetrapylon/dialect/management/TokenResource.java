package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.Operators;
import io.tetrapylon.tenant.Tokens;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An operator's password becomes a bearer token. */
@SecurityScheme(
    securitySchemeName = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "A token from /management/v1/token for operators, /oauth/token for API clients")
@Path(ManagementDialect.ROOT + "/token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Token")
public class TokenResource {
  private final Operators operators;
  private final Tokens tokens;
  private final CurrentCaller current;

  TokenResource(Operators operators, Tokens tokens, CurrentCaller current) {
    this.operators = operators;
    this.tokens = tokens;
    this.current = current;
  }

  /** Who logs in. */
  record Login(@NotNull String tenant, @NotNull String login, @NotNull String password) {
    @Override
    public String toString() {
      return "Login[" + tenant + ", " + login + "]";
    }
  }

  /** A token as OAuth names its members (RFC 6749 section 5.1). */
  record Token(String access_token, String token_type, long expires_in) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @PermitAll
  @Operation(summary = "Logs an operator in with a JSON body")
  @APIResponse(responseCode = "200", description = "A bearer token")
  @APIResponse(responseCode = "401", description = "Tenant, login or password is wrong")
  public Uni<Token> issue(@NotNull Login body) {
    return issue(body.tenant(), body.login(), body.password());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @PermitAll
  @Operation(summary = "Logs an operator in with a form")
  @APIResponse(responseCode = "200", description = "A bearer token")
  @APIResponse(responseCode = "401", description = "Tenant, login or password is wrong")
  public Uni<Token> issueByForm(@NotNull String body) {
    var form = Form.parse(body);
    return issue(form.get("tenant"), form.get("login"), form.get("password"));
  }

  private Uni<Token> issue(
      @Nullable String tenant, @Nullable String login, @Nullable String password) {
    return operators
        .authenticate(
            given("tenant", tenant),
            given("login", login),
            Secret.of(given("password", password)),
            current.requestId())
        .chain(tokens::issue)
        .map(issued -> new Token(issued.value(), "Bearer", issued.expiresIn()));
  }

  private static String given(String member, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw Member.invalid(member, "must be given.");
    }
    return value;
  }
}
