package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.policy.Networks;
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

/** Network locations. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/networks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@SecurityRequirement(name = "bearer")
public class NetworksResource {
  private final CurrentCaller current;
  private final Networks networks;

  NetworksResource(CurrentCaller current, Networks networks) {
    this.current = current;
    this.networks = networks;
  }

  @GET
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Lists network locations")
  @APIResponse(responseCode = "200", description = "A page of network locations")
  public Uni<Listing<NetworkBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .in(tenant)
        .chain(by -> networks.list(by.tenant(), Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, NetworkBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Makes a network location")
  @APIResponse(responseCode = "201", description = "What was made")
  @APIResponse(responseCode = "409", description = "The name is taken")
  public Uni<RestResponse<NetworkBody.View>> create(
      @PathParam("tenant") String tenant, @NotNull NetworkBody.Settings body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> networks.create(by.actor(), by.tenant(), body.toSettings()))
        .map(made -> Etag.created(NetworkBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Reads a network location")
  @APIResponse(responseCode = "200", description = "What there is")
  public Uni<RestResponse<NetworkBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> networks.get(by.tenant(), Wire.id(id)))
        .map(found -> Etag.ok(NetworkBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Changes a network location")
  @APIResponse(responseCode = "200", description = "What there is then")
  @APIResponse(responseCode = "409", description = "It contradicts what there is")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<NetworkBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull NetworkBody.Settings body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                networks.change(
                    by.actor(),
                    by.tenant(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    before -> body.toSettings()))
        .map(changed -> Etag.ok(NetworkBody.View.of(changed), changed.version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Deletes a network location")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "409", description = "It is in use")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> networks.delete(by.actor(), by.tenant(), Wire.id(id), Etag.version(ifMatch)));
  }
}
