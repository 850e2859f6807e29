package io.tetrapylon.dialect.mobile;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Device;
import io.tetrapylon.device.Devices;
import io.tetrapylon.dispatch.ChannelSettings;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A phone and itself. */
@Path(MobileDialect.ROOT + "/device")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mobile")
@SecurityRequirement(name = "device")
@SecurityScheme(
    securitySchemeName = "device",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    apiKeyName = "Authorization",
    description =
        "Device <JWS>: a proof by the device key for this request, see mobile-protocol.md")
public class DeviceResource {
  private final CurrentPhone current;
  private final Devices devices;
  private final ChannelSettings channels;

  DeviceResource(CurrentPhone current, Devices devices, ChannelSettings channels) {
    this.current = current;
    this.devices = devices;
    this.channels = channels;
  }

  @GET
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Reads the phone that asks, also when it is out of use")
  @APIResponse(responseCode = "200", description = "The phone")
  public Uni<DeviceBody> get() {
    return current
        .inAnyState()
        .chain(asking -> devices.get(asking.tenant(), asking.id()))
        .map(DeviceBody::of);
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Renames the phone")
  @RequestBody(content = @Content(schema = @Schema(implementation = DeviceBody.Name.class)))
  @APIResponse(responseCode = "200", description = "The phone as it is then")
  public Uni<DeviceBody> rename() {
    return current
        .inUse()
        .chain(asking -> rename(asking, new Members(current.body()).text("name")))
        .map(DeviceBody::of);
  }

  @PUT
  @Path("/target")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Says where the phone is reached from now on; an empty object: nowhere")
  @RequestBody(
      content = @Content(schema = @Schema(implementation = EnrolmentBody.TargetBody.class)))
  @APIResponse(responseCode = "204", description = "It is reached there")
  public Uni<Void> reachAt() {
    return current.inUse().chain(asking -> reachAt(asking, current.body()));
  }

  @GET
  @Path("/web-push-key")
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Reads the key that a browser subscribes to the tenant's Web Push with")
  @APIResponse(responseCode = "200", description = "The key")
  @APIResponse(responseCode = "404", description = "The tenant has no Web Push")
  public Uni<DeviceBody.WebPushKey> webPushKey() {
    return current
        .inUse()
        .chain(asking -> channels.webPushKey(asking.tenant()))
        .map(key -> new DeviceBody.WebPushKey(key.orElseThrow(DeviceResource::noWebPush)));
  }

  private static Refusal noWebPush() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "The tenant has no Web Push.");
  }

  @DELETE
  @RolesAllowed(DeviceIdentity.ROLE)
  @Operation(summary = "Removes the phone for good")
  @APIResponse(responseCode = "204", description = "It is no phone of the user's any more")
  public Uni<Void> remove() {
    return current
        .inUse()
        .chain(asking -> devices.remove(asking.actor(), asking.tenant(), asking.id(), null));
  }

  private Uni<Device> rename(CurrentPhone.Asking asking, String name) {
    return devices.rename(asking.actor(), asking.tenant(), asking.id(), null, name);
  }

  private Uni<Void> reachAt(CurrentPhone.Asking asking, JsonObject body) {
    var address = Members.address(body.isEmpty() ? null : body);
    return devices.reachAt(asking.actor(), asking.tenant(), asking.id(), address);
  }
}
