package io.tetrapylon.dialect.hidscim;

import io.quarkus.security.Authenticated;
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

/** What resources look like (RFC 7644 section 4). */
@Path(HidDialect.SCIM + "/{tenant}/v2/Schemas")
@Authenticated
@Tag(name = "HID SCIM discovery")
@SecurityRequirement(name = "bearer")
public class SchemasResource {
  private final Scim scim;

  SchemasResource(Scim scim) {
    this.scim = scim;
  }

  @GET
  @Operation(summary = "What resources look like")
  @APIResponse(responseCode = "200", description = "All schemas")
  public Response schemas(@BeanParam HidRequest request) {
    return Scim.discovered(schemas(Entered.of(request)));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "What one sort of resource looks like")
  @APIResponse(responseCode = "200", description = "The schema")
  public Response schema(@BeanParam HidRequest request, @PathParam("id") String id) {
    return Scim.one(schemas(Entered.of(request)), id);
  }

  private List<JsonObject> schemas(Entered by) {
    return ScimSchemas.all().stream()
        .map(each -> each.put("meta", scim.meta(by, "Schema", "Schemas/" + each.getString("id"))))
        .toList();
  }
}
