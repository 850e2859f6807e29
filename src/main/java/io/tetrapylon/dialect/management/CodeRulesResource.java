package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.policy.CodeLimits;
import io.tetrapylon.policy.CodeRules;
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

/** How codes travel to people, and how often. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/code-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Code rules")
@SecurityRequirement(name = "bearer")
public class CodeRulesResource {
  private final CurrentCaller current;
  private final CodeLimits limits;

  CodeRulesResource(CurrentCaller current, CodeLimits limits) {
    this.current = current;
    this.limits = limits;
  }

  @GET
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Reads how codes travel to people; the default where nothing was set")
  @APIResponse(responseCode = "200", description = "The limits")
  public Uni<RestResponse<CodeRulesBody>> get(@PathParam("tenant") String tenant) {
    return current.in(tenant).chain(by -> limits.get(by.tenant())).map(CodeRulesResource::ok);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Sets how codes travel to people; what is left out is the default")
  @APIResponse(responseCode = "200", description = "The limits as they are then")
  @APIResponse(responseCode = "412", description = "They have changed since")
  public Uni<RestResponse<CodeRulesBody>> set(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull CodeRulesBody body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> limits.set(by.actor(), by.tenant(), body.toRules(), Seen.version(ifMatch)))
        .map(CodeRulesResource::ok);
  }

  private static RestResponse<CodeRulesBody> ok(Versioned<CodeRules> limits) {
    return Etag.ok(CodeRulesBody.of(limits), limits.version());
  }
}
