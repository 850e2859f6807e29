package io.tetrapylon.dialect.authpoint;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Callers;
import io.tetrapylon.tenant.Tokens;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The token endpoint: client credentials against a bearer token (RFC 6749 section 4.4). */
@Path("/oauth/token")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "AuthPoint")
class TokenResource {
  private final Callers callers;
  private final Tokens tokens;

  TokenResource(Callers callers, Tokens tokens) {
    this.callers = callers;
    this.tokens = tokens;
  }

  @POST
  @PermitAll
  @Operation(summary = "A token for an access id and its password")
  public Uni<String> token(
      @Context RoutingContext request,
      @HeaderParam("Authorization") @Nullable String authorization) {
    var call = Objects.requireNonNull(Call.of(request));
    var asked =
        TokenRequest.read(authorization, call.body() == null ? null : call.body().getBytes());
    return callers
        .byPassword(asked.client().accessId(), asked.client().password())
        .invoke(caller -> requireAudience(asked, caller))
        .chain(tokens::issue)
        .map(TokenResource::answer);
  }

  /** An audience is an account to act for; an access id acts for its own only. */
  private static void requireAudience(TokenRequest asked, Caller caller) {
    if (!asked.audience().isEmpty() && !asked.audience().equals(caller.tenantCode())) {
      throw new TokenRefusal(TokenError.INVALID_REQUEST);
    }
  }

  private static String answer(Tokens.Issued token) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("access_token", token.value())
        .put("token_type", "Bearer")
        .put("expires_in", token.expiresIn())
        .put("scope", "api-access")
        .toString();
  }
}
