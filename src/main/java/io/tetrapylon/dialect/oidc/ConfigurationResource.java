package io.tetrapylon.dialect.oidc;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The metadata where OpenID Connect Discovery 1.0 looks for it. */
@Path(OidcDialect.ROOT + "/{tenant}/.well-known/openid-configuration")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@Tag(name = "OpenID provider")
public class ConfigurationResource {
  private final Provider provider;

  ConfigurationResource(Provider provider) {
    this.provider = provider;
  }

  @GET
  @Operation(summary = "The provider's metadata")
  @APIResponse(responseCode = "200", description = "What there is; it may be kept for a minute")
  @APIResponse(responseCode = "404", description = "There is no such tenant")
  public Uni<Response> get(@PathParam("tenant") String tenant) {
    return provider.metadata(tenant);
  }
}
