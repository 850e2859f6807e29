package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.tenant.BackchannelClient;
import io.tetrapylon.tenant.BackchannelClients;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What API clients registered for OpenID CIBA. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/api-clients/{id}/backchannel")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API clients")
@SecurityRequirement(name = "bearer")
public class BackchannelResource {
  private final CurrentCaller current;
  private final BackchannelClients clients;

  BackchannelResource(CurrentCaller current, BackchannelClients clients) {
    this.current = current;
    this.clients = clients;
  }

  @GET
  @RolesAllowed(Permission.CLIENT_VIEW)
  @Operation(summary = "Reads what an API client registered for OpenID CIBA")
  @APIResponse(responseCode = "200", description = "The registration")
  @APIResponse(responseCode = "404", description = "It registered nothing")
  public Uni<RestResponse<BackchannelBody>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> clients.get(by.tenant(), Wire.id(id)))
        .map(BackchannelResource::ok);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Registers an API client for OpenID CIBA, or changes its registration")
  @APIResponse(responseCode = "200", description = "The registration as it is then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<BackchannelBody>> set(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull BackchannelBody body) {
    return current
        .in(tenant)
        .chain(
            by ->
                clients.set(
                    by.authority(),
                    by.tenant(),
                    Wire.id(id),
                    body.toClient(),
                    Seen.version(ifMatch)))
        .map(BackchannelResource::ok);
  }

  @DELETE
  @RolesAllowed(Permission.CLIENT_MODIFY)
  @Operation(summary = "Takes a registration for OpenID CIBA away")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> remove(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .chain(
            by -> clients.remove(by.authority(), by.tenant(), Wire.id(id), Seen.version(ifMatch)));
  }

  private static RestResponse<BackchannelBody> ok(BackchannelClient.Versioned registered) {
    return Etag.ok(BackchannelBody.of(registered.client()), registered.version());
  }
}
