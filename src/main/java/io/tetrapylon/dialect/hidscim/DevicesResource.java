package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.device.DeviceRegistry;
import io.tetrapylon.device.DeviceType;
import io.tetrapylon.device.Provisioning;
import io.tetrapylon.device.RegisteredDevice;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.User;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Devices: phones, tokens, and what was announced as either. */
@Path(HidDialect.SCIM + "/{tenant}/v2/Device")
@Consumes({Scim.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "HID SCIM devices")
@SecurityRequirement(name = "bearer")
public class DevicesResource {
  private static final Map<String, Boolean> WORDS =
      Map.of("ACTIVE", true, "PENDING", true, "SUSPENDED", false, "DISABLED", false);
  private static final Pattern ANNOUNCED =
      Pattern.compile("(?:.*,)?\\s*did=([0-9]{1,18})\\s*(?:,.*)?");

  private final DeviceRegistry registry;
  private final Provisioning provisioning;
  private final Owners owners;
  private final DeviceJson json;
  private final Scim scim;
  private final Ids ids;

  DevicesResource(
      DeviceRegistry registry,
      Provisioning provisioning,
      Owners owners,
      DeviceJson json,
      Scim scim,
      Ids ids) {
    this.registry = registry;
    this.provisioning = provisioning;
    this.owners = owners;
    this.json = json;
    this.scim = scim;
    this.ids = ids;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Lists devices, by startIndex and count")
  @APIResponse(responseCode = "200", description = "A part of the list")
  public Uni<Response> list(@BeanParam HidRequest request) {
    return search(Entered.of(request), SearchRequest.ofQuery(request));
  }

  @POST
  @Path("/.search")
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Searches devices by id, externalId, type and owner")
  @APIResponse(responseCode = "200", description = "A part of the list")
  public Uni<Response> search(@BeanParam HidRequest request) {
    var by = Entered.of(request);
    return search(by, SearchRequest.ofBody(by.object()));
  }

  private Uni<Response> search(Entered by, SearchRequest asked) {
    var known = Attributes.OF_DEVICES;
    return registry
        .search(by.tenant(), by.room(), asked.criterion(known), asked.range(known))
        .chain(found -> scim.list(by, asked, found, each -> json.of(by, each)));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Reads a device")
  @APIResponse(responseCode = "200", description = "The device")
  public Uni<Response> get(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request);
    return registry
        .get(by.tenant(), by.room(), Owners.number(id))
        .map(found -> scim.ok(json.of(by, found)));
  }

  @POST
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Announces a device, which is pending until it is provisioned")
  @APIResponse(responseCode = "201", description = "The device that was announced")
  @APIResponse(responseCode = "409", description = "The external id is taken")
  public Uni<Response> create(@BeanParam HidRequest request) {
    var by = Entered.of(request).changing();
    var body = by.object();
    var type = type("type", body.required("type"));
    var externalId = body.text("externalId");
    StatusJson.enabled(body.inner("status"), WORDS);
    var validity = StatusJson.validity(body.inner("status"), Validity.ALWAYS);
    return owner(by, body, null)
        .map(
            owner ->
                new DeviceRegistry.Draft(
                    type,
                    externalId == null ? ids.next().toString() : externalId,
                    Objects.requireNonNullElse(body.text("friendlyName"), type.words()),
                    owner,
                    validity))
        .chain(draft -> registry.announce(by.actor(), by.tenant(), by.room(), draft))
        .map(made -> scim.created(json.of(by, made)));
  }

  private static DeviceType type(String member, String code) {
    var type = DeviceType.of(code);
    if (type == null) {
      throw Member.invalid(member, "is no device type of this tenant.");
    }
    return type;
  }

  private Uni<@Nullable Long> owner(Entered by, ScimBody body, @Nullable Long now) {
    var owner = body.object("owner");
    return owner == null || (owner.text("value") == null && owner.text("display") == null)
        ? Uni.createFrom().item(now)
        : owners.of(by, owner).map(User::number);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Changes owner, name, status and validity, those that the request names")
  @APIResponse(responseCode = "200", description = "The device as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Response> replace(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request).changing();
    var body = by.object();
    var enabled = StatusJson.enabled(body.inner("status"), WORDS);
    return owner(by, body, null)
        .chain(
            owner ->
                registry.replace(
                    by.actor(),
                    by.tenant(),
                    by.room(),
                    Owners.number(id),
                    by.seen() == null ? null : by.seen() - 1,
                    now -> change(body, now, owner, enabled)))
        .map(changed -> scim.ok(json.of(by, changed)));
  }

  private static DeviceRegistry.Change change(
      ScimBody body, RegisteredDevice now, @Nullable Long owner, @Nullable Boolean enabled) {
    var present = now.owner();
    return new DeviceRegistry.Change(
        Objects.requireNonNullElse(body.text("externalId"), now.externalId()),
        Objects.requireNonNullElse(body.text("friendlyName"), now.name()),
        owner == null && present != null ? Long.valueOf(present.number()) : owner,
        enabled,
        StatusJson.validity(body.inner("status"), now.validity()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.CREDENTIAL_DELETE)
  @Operation(summary = "Deletes a device with the credential on it")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(@BeanParam HidRequest request, @PathParam("id") String id) {
    var by = Entered.of(request).changing();
    return registry.remove(
        by.actor(),
        by.tenant(),
        by.room(),
        Owners.number(id),
        by.seen() == null ? null : by.seen() - 1);
  }

  @POST
  @Path("/Provision")
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Makes a token, or invites a phone; the answer holds what its app reads")
  @APIResponse(responseCode = "201", description = "The device, with a payload that is told once")
  @APIResponse(responseCode = "409", description = "The user has a token under the policy already")
  public Uni<Response> provision(@BeanParam HidRequest request) {
    var by = Entered.of(request).changing();
    var body = by.object();
    var type = type("deviceType", body.required("deviceType"));
    var policy = policy(body);
    return owners
        .of(by, body.inner("owner"))
        .map(user -> new Provisioning.Request(type, user.number(), policy, announced(body)))
        .chain(asked -> provisioning.provision(by.actor(), by.tenant(), by.room(), asked))
        .map(
            done ->
                scim.created(json.provisioned(by, done.device(), done.payload().text(), policy)));
  }

  private static @Nullable String policy(ScimBody body) {
    return body.objects("attributes").stream()
        .filter(each -> "AUTH_TYPE".equalsIgnoreCase(each.text("name")))
        .findFirst()
        .map(each -> each.required("value"))
        .orElse(null);
  }

  /** {@code did=11333,url=…}: the number of the device that was announced. */
  private static @Nullable Long announced(ScimBody body) {
    var description = body.text("description");
    var announced = ANNOUNCED.matcher(description == null ? "" : description);
    return announced.matches() ? Long.valueOf(announced.group(1)) : null;
  }
}
