package io.tetrapylon.dialect.hidscim;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.DeviceType;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.PublicUrl;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The device types that every tenant has. */
@Path(HidDialect.CONFIGURATION + "/{tenant}/v2/Device/Type")
@Tag(name = "HID SCIM devices")
@SecurityRequirement(name = "bearer")
public class DeviceTypesResource {
  private static final String SCHEMA = "urn:hid:scim:api:idp:2.0:device:Type";

  private final Scim scim;
  private final PublicUrl url;

  DeviceTypesResource(Scim scim, PublicUrl url) {
    this.scim = scim;
    this.url = url;
  }

  @GET
  @RolesAllowed(Permission.CREDENTIAL_VIEW)
  @Operation(summary = "Lists the device types")
  @APIResponse(responseCode = "200", description = "All of them")
  public Uni<Response> list(@BeanParam HidRequest request) {
    var by = Entered.of(request);
    var types = List.of(DeviceType.values());
    return scim.list(
        by,
        SearchRequest.ofQuery(request),
        new Slice<>(types, types.size()),
        type -> json(by, type));
  }

  private JsonObject json(Entered by, DeviceType type) {
    var path =
        HidDialect.CONFIGURATION
            + "/"
            + by.caller().tenantCode()
            + "/v2/Device/Type/"
            + type.name();
    return new JsonObject()
        .put("schemas", Scim.schemas(SCHEMA))
        .put("id", type.name())
        .put("name", type.words())
        .put(
            "meta",
            new JsonObject()
                .put("resourceType", "DeviceType")
                .put("location", url.of(path))
                .put("version", by.version().number(1)));
  }
}
