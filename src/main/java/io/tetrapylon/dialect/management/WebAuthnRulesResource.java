package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.fido2.WebAuthnRules;
import io.tetrapylon.credential.fido2.WebAuthnRulesStore;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.TenantRules.Versioned;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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

/** Which authenticators a tenant takes. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/webauthn-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "WebAuthn rules")
@SecurityRequirement(name = "bearer")
public class WebAuthnRulesResource {
  private final CurrentCaller current;
  private final WebAuthnRulesStore rules;

  WebAuthnRulesResource(CurrentCaller current, WebAuthnRulesStore rules) {
    this.current = current;
    this.rules = rules;
  }

  @GET
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Reads which authenticators are taken; any where nothing was set")
  @APIResponse(responseCode = "200", description = "The rules")
  public Uni<RestResponse<WebAuthnRulesBody>> get(@PathParam("tenant") String tenant) {
    return current.in(tenant).chain(by -> rules.get(by.tenant())).map(WebAuthnRulesResource::ok);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Sets which authenticators are taken; what is left out is empty")
  @APIResponse(responseCode = "200", description = "The rules as they are then")
  @APIResponse(responseCode = "412", description = "They have changed since")
  public Uni<RestResponse<WebAuthnRulesBody>> set(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull WebAuthnRulesBody body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> rules.set(by.actor(), by.tenant(), body.toRules(), Seen.version(ifMatch)))
        .map(WebAuthnRulesResource::ok);
  }

  private static RestResponse<WebAuthnRulesBody> ok(Versioned<WebAuthnRules> rules) {
    return Etag.ok(WebAuthnRulesBody.of(rules.rules()), rules.version());
  }
}
