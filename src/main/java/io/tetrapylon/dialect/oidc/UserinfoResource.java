package io.tetrapylon.dialect.oidc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who an end user's token is about (OpenID Connect Core 1.0 section 5.3). */
@Path(OidcDialect.ROOT + "/{tenant}/authn/userinfo")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.SELF_ADMIN)
@Tag(name = "OpenID provider")
@SecurityRequirement(name = "bearer")
public class UserinfoResource {
  private final Users users;

  UserinfoResource(Users users) {
    this.users = users;
  }

  @GET
  @Operation(summary = "Who the token is about")
  @APIResponse(responseCode = "200", description = "The user's claims")
  @APIResponse(responseCode = "401", description = "The token is not valid")
  public Uni<String> get(@Context SecurityContext security, @PathParam("tenant") String tenant) {
    var caller = (Caller) Objects.requireNonNull(security.getUserPrincipal());
    if (caller.kind() != Caller.Kind.USER || !caller.tenantCode().equals(tenant)) {
      throw new Refusal(Reason.TOKEN_INVALID);
    }
    return users.get(caller.tenantId(), Dataroom.ALL, caller.id()).map(UserinfoResource::claims);
  }

  @POST
  @Operation(summary = "The same")
  @APIResponse(responseCode = "200", description = "The user's claims")
  @APIResponse(responseCode = "401", description = "The token is not valid")
  public Uni<String> post(@Context SecurityContext security, @PathParam("tenant") String tenant) {
    return get(security, tenant);
  }

  private static String claims(User user) {
    var profile = user.profile();
    var claims =
        JsonNodeFactory.instance
            .objectNode()
            .put("sub", user.id().toString())
            .put("preferred_username", profile.username());
    if (profile.email() != null) {
      claims.put("email", profile.email());
    }
    return claims.toString();
  }
}
