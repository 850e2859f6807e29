package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Devices;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The phones of a user. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/devices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@SecurityRequirement(name = "bearer")
public class UserDevicesResource {
  private final ChosenUser users;
  private final Devices devices;

  UserDevicesResource(ChosenUser users, Devices devices) {
    this.users = users;
    this.devices = devices;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Lists a user's phones")
  @APIResponse(responseCode = "200", description = "All of them, the oldest first")
  public Uni<DeviceBody.Several> list(
      @PathParam("tenant") String tenant, @PathParam("user") String user) {
    return users
        .of(tenant, user)
        .chain(of -> devices.list(of.tenant(), of.id()))
        .map(DeviceBody.Several::of);
  }
}
