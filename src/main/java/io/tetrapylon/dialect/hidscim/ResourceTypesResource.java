package io.tetrapylon.dialect.hidscim;

import io.quarkus.security.Authenticated;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which resources there are (RFC 7644 section 4). */
@Path(HidDialect.SCIM + "/{tenant}/v2/ResourceTypes")
@Authenticated
@Tag(name = "HID SCIM discovery")
@SecurityRequirement(name = "bearer")
public class ResourceTypesResource {
  private final Scim scim;

  ResourceTypesResource(Scim scim) {
    this.scim = scim;
  }

  @GET
  @Operation(summary = "Which resources there are")
  @APIResponse(responseCode = "200", description = "All of them")
  public Response types(@BeanParam HidRequest request) {
    return Scim.discovered(types(Entered.of(request)));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One sort of resource")
  @APIResponse(responseCode = "200", description = "What it is")
  public Response type(@BeanParam HidRequest request, @PathParam("id") String id) {
    return Scim.one(types(Entered.of(request)), id);
  }

  private List<JsonObject> types(Entered by) {
    return List.of(
        type(by, "User", "Users", UserJson.SCHEMA, UserJson.AUTHENTICATORS, UserJson.ATTRIBUTES),
        type(by, "Authenticator", "Authenticator", AuthenticatorJson.SCHEMA, ScimBody.PASSWORD),
        type(by, "Device", "Device", DeviceJson.SCHEMA));
  }

  private JsonObject type(
      Entered by, String name, String endpoint, String schema, String... extensions) {
    var extended = new JsonArray();
    for (var extension : extensions) {
      extended.add(new JsonObject().put("schema", extension).put("required", false));
    }
    return new JsonObject()
        .put("schemas", Scim.schemas("urn:ietf:params:scim:schemas:core:2.0:ResourceType"))
        .put("id", name)
        .put("name", name)
        .put("endpoint", "/" + endpoint)
        .put("schema", schema)
        .put("schemaExtensions", extended)
        .put("meta", scim.meta(by, "ResourceType", "ResourceTypes/" + name));
  }
}
