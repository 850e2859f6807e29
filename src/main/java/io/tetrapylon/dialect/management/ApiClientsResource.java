package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.tenant.ApiClients;
import io.tetrapylon.tenant.Permission;
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

/** API clients; passwords and keys are told once. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/api-clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API clients")
@SecurityRequirement(name = "bearer")
public class ApiClientsResource {
  private final CurrentCaller current;
  private final ApiClients clients;

  ApiClientsResource(CurrentCaller current, ApiClients clients) {
    this.current = current;
    this.clients = clients;
  }

  @GET
  @RolesAllowed(Permission.CLIENT_VIEW)
  @Operation(summary = "Lists API clients")
  @APIResponse(responseCode = "200", description = "A page of API clients")
  public Uni<Listing<ApiClientBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .in(tenant)
        .chain(by -> clients.list(by.tenant(), Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, ApiClientBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(
      summary = "Makes an API client; a password that is not given is generated and told once")
  @APIResponse(responseCode = "201", description = "The client that was made")
  @APIResponse(responseCode = "409", description = "The access id is taken")
  public Uni<RestResponse<ApiClientBody.Made>> create(
      @PathParam("tenant") String tenant, @NotNull ApiClientBody.Draft body) {
    return current
        .in(tenant)
        .chain(by -> clients.create(by.authority(), by.tenant(), body.toDraft()))
        .map(made -> Etag.created(ApiClientBody.Made.of(made), made.client().version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.CLIENT_VIEW)
  @Operation(summary = "Reads an API client")
  @APIResponse(responseCode = "200", description = "The client")
  public Uni<RestResponse<ApiClientBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> clients.get(by.tenant(), Wire.id(id)))
        .map(found -> Etag.ok(ApiClientBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Changes what an API client may do")
  @APIResponse(responseCode = "200", description = "The client as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<ApiClientBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull ApiClientBody.Change body) {
    return current
        .in(tenant)
        .chain(
            by ->
                clients.update(
                    by.authority(),
                    by.tenant(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    body.toSettings()))
        .map(changed -> Etag.ok(ApiClientBody.View.of(changed), changed.version()));
  }

  @PUT
  @Path("/{id}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Gives an API client another password, generated when none is given")
  @APIResponse(responseCode = "200", description = "The client; the password when it was generated")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<ApiClientBody.Made>> changePassword(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull NewPassword body) {
    return current
        .in(tenant)
        .chain(
            by ->
                clients.changePassword(
                    by.authority(), by.tenant(), Wire.id(id), Etag.version(ifMatch), body.secret()))
        .map(made -> Etag.ok(ApiClientBody.Made.of(made), made.client().version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Deletes an API client and its keys")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .chain(
            by -> clients.delete(by.authority(), by.tenant(), Wire.id(id), Etag.version(ifMatch)));
  }
}
