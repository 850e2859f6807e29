package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Device;
import io.tetrapylon.device.Devices;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One phone, whoever's it is. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/devices/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@SecurityRequirement(name = "bearer")
public class DevicesResource {
  private final CurrentCaller current;
  private final Users users;
  private final Devices devices;

  DevicesResource(CurrentCaller current, Users users, Devices devices) {
    this.current = current;
    this.users = users;
    this.devices = devices;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Reads a phone")
  @APIResponse(responseCode = "200", description = "The phone")
  public Uni<RestResponse<DeviceBody>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return chosen(tenant, id).map(Chosen::device).map(DevicesResource::answer);
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Renames, suspends or resumes a phone")
  @APIResponse(responseCode = "200", description = "The phone as it stands then")
  @APIResponse(responseCode = "409", description = "Its state does not allow that")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<DeviceBody>> change(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull DeviceBody.Change body) {
    return chosen(tenant, id)
        .chain(of -> change(of, Seen.version(ifMatch), body))
        .map(DevicesResource::answer);
  }

  @DELETE
  @RolesAllowed(Permission.CREDENTIAL_DELETE)
  @Operation(summary = "Removes a phone with its credential")
  @APIResponse(responseCode = "204", description = "It is no phone of the user's any more")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> remove(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return chosen(tenant, id)
        .chain(
            of ->
                devices.remove(
                    of.by().actor(), of.by().tenant(), of.device().id(), Seen.version(ifMatch)));
  }

  /** A phone of a user that the caller sees. */
  private record Chosen(Entered by, Device device) {}

  private Uni<Chosen> chosen(String tenant, String id) {
    var device = Wire.id(id);
    return current
        .in(tenant)
        .chain(by -> devices.get(by.tenant(), device).map(found -> new Chosen(by, found)))
        .call(of -> requireSeen(of.by(), of.device().userId()));
  }

  /** The phone of somebody who is not seen answers like one that does not exist. */
  private Uni<?> requireSeen(Entered by, UUID user) {
    return users
        .get(by.tenant(), by.dataroom(), user)
        .onFailure(DevicesResource::isUnknown)
        .transform(unseen -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such phone."));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.OBJECT_UNKNOWN;
  }

  private Uni<Device> change(Chosen of, @Nullable Long seen, DeviceBody.Change body) {
    var name = body.name();
    var step = body.step();
    if (name == null) {
      return step == null ? Uni.createFrom().item(of.device()) : step(of, seen, step);
    }
    var renamed = rename(of, seen, name);
    return step == null ? renamed : renamed.chain(device -> step(of, device.version(), step));
  }

  private Uni<Device> rename(Chosen of, @Nullable Long seen, String name) {
    return devices.rename(of.by().actor(), of.by().tenant(), of.device().id(), seen, name);
  }

  private Uni<Device> step(Chosen of, @Nullable Long seen, Devices.Step step) {
    return devices.step(of.by().actor(), of.by().tenant(), of.device().id(), seen, step);
  }

  private static RestResponse<DeviceBody> answer(Device device) {
    return Etag.ok(DeviceBody.of(device), device.version());
  }
}
