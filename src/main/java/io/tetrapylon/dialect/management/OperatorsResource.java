package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.tenant.Operators;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Who works with this API. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/operators")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
@SecurityRequirement(name = "bearer")
public class OperatorsResource {
  private final CurrentCaller current;
  private final Operators operators;

  OperatorsResource(CurrentCaller current, Operators operators) {
    this.current = current;
    this.operators = operators;
  }

  @GET
  @RolesAllowed(Permission.CLIENT_VIEW)
  @Operation(summary = "Lists operators")
  @APIResponse(responseCode = "200", description = "A page of operators")
  public Uni<Listing<OperatorBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .in(tenant)
        .chain(
            by -> operators.list(by.tenant(), Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, OperatorBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Makes an operator; a password that is not given is generated and told once")
  @APIResponse(responseCode = "201", description = "The operator that was made")
  @APIResponse(responseCode = "409", description = "The login is taken")
  public Uni<RestResponse<OperatorBody.Made>> create(
      @PathParam("tenant") String tenant, @NotNull OperatorBody.Draft body) {
    return current
        .in(tenant)
        .chain(
            by ->
                operators.create(
                    by.authority(), by.tenant(), body.checkedLogin(), body.secret(), body.toRole()))
        .map(made -> Etag.created(OperatorBody.Made.of(made), made.operator().version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.CLIENT_VIEW)
  @Operation(summary = "Reads an operator")
  @APIResponse(responseCode = "200", description = "The operator")
  public Uni<RestResponse<OperatorBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> operators.get(by.tenant(), Wire.id(id)))
        .map(found -> Etag.ok(OperatorBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Changes an operator's role, or disables it")
  @APIResponse(responseCode = "200", description = "The operator as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<OperatorBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull OperatorBody.Change body) {
    return current
        .in(tenant)
        .chain(
            by ->
                operators.update(
                    by.authority(),
                    by.tenant(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    Wire.constant(Role.class, "role", body.role()),
                    body.isEnabled()))
        .map(changed -> Etag.ok(OperatorBody.View.of(changed), changed.version()));
  }

  @PUT
  @Path("/{id}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Gives an operator another password, generated when none is given")
  @APIResponse(
      responseCode = "200",
      description = "The operator; the password when it was generated")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<OperatorBody.Made>> changePassword(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull NewPassword body) {
    return current
        .in(tenant)
        .chain(
            by ->
                operators.changePassword(
                    by.authority(), by.tenant(), Wire.id(id), Etag.version(ifMatch), body.secret()))
        .map(made -> Etag.ok(OperatorBody.Made.of(made), made.operator().version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Deletes an operator")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .chain(
            by ->
                operators.delete(by.authority(), by.tenant(), Wire.id(id), Etag.version(ifMatch)));
  }
}
