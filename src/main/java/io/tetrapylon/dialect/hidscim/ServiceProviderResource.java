package io.tetrapylon.dialect.hidscim;

import io.quarkus.security.Authenticated;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What of SCIM this API can do (RFC 7644 section 4). */
@Path(HidDialect.SCIM + "/{tenant}/v2/ServiceProviderConfig")
@Authenticated
@Tag(name = "HID SCIM discovery")
@SecurityRequirement(name = "bearer")
public class ServiceProviderResource {
  private final Scim scim;

  ServiceProviderResource(Scim scim) {
    this.scim = scim;
  }

  @GET
  @Operation(summary = "What of SCIM is supported")
  @APIResponse(responseCode = "200", description = "The configuration")
  public Response configuration(@BeanParam HidRequest request) {
    var by = Entered.of(request);
    var scheme =
        new JsonObject()
            .put("type", "oauthbearertoken")
            .put("name", "OAuth bearer token")
            .put("description", "The token of an API client")
            .put("primary", true);
    return Scim.plain(
        new JsonObject()
            .put(
                "schemas",
                Scim.schemas("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"))
            .put("patch", supported(true))
            .put("bulk", supported(false).put("maxOperations", 0).put("maxPayloadSize", 0))
            .put("filter", supported(true).put("maxResults", SearchRequest.MOST))
            .put("changePassword", supported(true))
            .put("sort", supported(true))
            .put("etag", supported(true))
            .put("authenticationSchemes", new JsonArray().add(scheme))
            .put("meta", scim.meta(by, "ServiceProviderConfig", "ServiceProviderConfig")));
  }

  private static JsonObject supported(boolean is) {
    return new JsonObject().put("supported", is);
  }
}
