package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.tenant.ApiKeys;
import io.tetrapylon.tenant.Permission;
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

/** The API keys of a client; each is told once. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/api-clients/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API clients")
@SecurityRequirement(name = "bearer")
public class ApiKeysResource {
  private final CurrentCaller current;
  private final ApiKeys keys;

  ApiKeysResource(CurrentCaller current, ApiKeys keys) {
    this.current = current;
    this.keys = keys;
  }

  @GET
  @RolesAllowed(Permission.CLIENT_VIEW)
  @Operation(summary = "Lists the keys of an API client that still work")
  @APIResponse(responseCode = "200", description = "The keys, without their values")
  public Uni<Listing<ApiClientBody.Key>> list(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> keys.list(by.tenant(), Wire.id(id)))
        .map(found -> new Listing<>(found.stream().map(ApiClientBody.Key::of).toList(), null));
  }

  @POST
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Makes one more key")
  @APIResponse(responseCode = "201", description = "The key, told once")
  public Uni<RestResponse<ApiClientBody.MadeKey>> create(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> keys.add(by.authority(), by.tenant(), Wire.id(id)))
        .map(
            made ->
                RestResponse.status(RestResponse.Status.CREATED, ApiClientBody.MadeKey.of(made)));
  }

  @POST
  @Path("/rotation")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Makes a new key; the others end after the overlap")
  @APIResponse(responseCode = "201", description = "The key, told once")
  public Uni<RestResponse<ApiClientBody.MadeKey>> rotate(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @NotNull ApiClientBody.Rotation body) {
    return current
        .in(tenant)
        .chain(by -> keys.rotate(by.authority(), by.tenant(), Wire.id(id), body.overlap()))
        .map(
            made ->
                RestResponse.status(RestResponse.Status.CREATED, ApiClientBody.MadeKey.of(made)));
  }

  @DELETE
  @Path("/{key}")
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Revokes a key")
  @APIResponse(responseCode = "204", description = "It is revoked")
  public Uni<Void> revoke(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @PathParam("key") String key) {
    return current
        .in(tenant)
        .chain(by -> keys.revoke(by.authority(), by.tenant(), Wire.id(id), Wire.id(key)));
  }
}
