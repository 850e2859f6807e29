package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tenants; making and deleting them is the installation's. */
@Path(ManagementDialect.ROOT + "/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
@SecurityRequirement(name = "bearer")
public class TenantsResource {
  private final CurrentCaller current;
  private final Tenants tenants;

  TenantsResource(CurrentCaller current, Tenants tenants) {
    this.current = current;
    this.tenants = tenants;
  }

  @GET
  @RolesAllowed(Permission.INSTALLATION)
  @Operation(summary = "Lists tenants")
  @APIResponse(responseCode = "200", description = "A page of tenants")
  public Uni<Listing<TenantBody.View>> list(
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .anywhere()
        .invoke(TenantsResource::requireInstallation)
        .chain(by -> tenants.list(Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, TenantBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.INSTALLATION)
  @Operation(summary = "Makes a tenant with its keys and default credential policies")
  @APIResponse(responseCode = "201", description = "The tenant that was made")
  @APIResponse(responseCode = "409", description = "The code is taken")
  public Uni<RestResponse<TenantBody.View>> create(@NotNull TenantBody.Settings body) {
    return current
        .anywhere()
        .invoke(TenantsResource::requireInstallation)
        .chain(by -> tenants.create(by.actor(), Tenant.checkedCode(body.code()), body.toSettings()))
        .map(made -> Etag.created(TenantBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{tenant}")
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Reads a tenant")
  @APIResponse(responseCode = "200", description = "The tenant")
  @APIResponse(responseCode = "404", description = "There is none that the caller may enter")
  public Uni<RestResponse<TenantBody.View>> get(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .chain(by -> tenants.get(by.tenant()))
        .map(found -> Etag.ok(TenantBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{tenant}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Changes a tenant's settings; its licence is the installation's to change")
  @APIResponse(responseCode = "200", description = "The tenant as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<TenantBody.View>> update(
      @PathParam("tenant") String tenant,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull TenantBody.Settings body) {
    return current
        .in(tenant)
        .call(by -> tenants.get(by.tenant()).invoke(there -> requireMayChange(by, there, body)))
        .chain(
            by -> tenants.update(by.actor(), by.tenant(), Etag.version(ifMatch), body.toSettings()))
        .map(changed -> Etag.ok(TenantBody.View.of(changed), changed.version()));
  }

  @DELETE
  @Path("/{tenant}")
  @RolesAllowed(Permission.INSTALLATION)
  @Operation(summary = "Deletes a tenant and all that belongs to it but its audit trail")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .invoke(TenantsResource::requireInstallation)
        .chain(by -> tenants.delete(by.actor(), by.tenant(), Etag.version(ifMatch)));
  }

  private static void requireInstallation(Entered by) {
    if (!by.caller().isOfInstallation()) {
      throw new Refusal(Reason.PERMISSION_MISSING);
    }
  }

  private static void requireMayChange(Entered by, Tenant there, TenantBody.Settings body) {
    by.seeingAll();
    Member.check(body.code() == null || body.code().equals(there.code()), "code", "cannot change.");
    boolean licenceStays = body.toSettings().licence().equals(there.settings().licence());
    if (!licenceStays) {
      requireInstallation(by);
    }
  }
}
