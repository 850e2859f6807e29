package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.policy.ForgotTokenGrants;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.ForgotTokenMode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Helps a user who has no token at hand. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forgot token")
@SecurityRequirement(name = "bearer")
public class ForgotTokenResource {
  private final ChosenUser users;
  private final ForgotTokenGrants grants;
  private final ForgotTokenMode mode;

  ForgotTokenResource(ChosenUser users, ForgotTokenGrants grants, ForgotTokenMode mode) {
    this.users = users;
    this.grants = grants;
    this.mode = mode;
  }

  @GET
  @Path("/forgot-token-grants")
  @RolesAllowed(Permission.FORGOT_TOKEN_GRANT)
  @Operation(summary = "Lists a user's forgot-token grants, newest first")
  @APIResponse(responseCode = "200", description = "The newest hundred")
  public Uni<ForgotTokenBody.Several> list(
      @PathParam("tenant") String tenant, @PathParam("user") String user) {
    return users
        .of(tenant, user)
        .chain(of -> grants.list(of.tenant(), of.id()))
        .map(ForgotTokenBody.Several::of);
  }

  @POST
  @Path("/forgot-token-grants")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.FORGOT_TOKEN_GRANT)
  @Operation(summary = "Gives a code for a user who has no token at hand")
  @APIResponse(
      responseCode = "201",
      description = "The code to hand back, good for 15 minutes and once")
  public Uni<RestResponse<ForgotTokenBody.Given>> grant(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @NotNull ForgotTokenBody.Request body) {
    return users
        .of(tenant, user)
        .chain(of -> grants.grant(of.by().actor(), of.tenant(), of.id(), body.toRequest()))
        .map(ForgotTokenBody.Given::of)
        .map(given -> RestResponse.status(RestResponse.Status.CREATED, given));
  }

  @DELETE
  @Path("/forgot-token-grants/{id}")
  @RolesAllowed(Permission.FORGOT_TOKEN_GRANT)
  @Operation(summary = "Takes back a grant that was not used")
  @APIResponse(responseCode = "204", description = "Its code is good for nothing")
  public Uni<Void> revoke(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      @PathParam("id") String id) {
    return users
        .of(tenant, user)
        .chain(of -> grants.revoke(of.by().actor(), of.tenant(), of.id(), Wire.id(id)));
  }

  @DELETE
  @Path("/forgot-token-mode")
  @RolesAllowed(Permission.FORGOT_TOKEN_GRANT)
  @Operation(summary = "Ends forgot-token mode early")
  @APIResponse(responseCode = "204", description = "It is over")
  public Uni<Void> end(@PathParam("tenant") String tenant, @PathParam("user") String user) {
    return users
        .of(tenant, user)
        .chain(of -> mode.end(of.by().actor(), of.tenant(), of.by().dataroom(), of.id()))
        .replaceWithVoid();
  }
}
