package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.policy.AccessPolicies;
import io.tetrapylon.policy.StoredAccessPolicy;
import io.tetrapylon.tenant.Permission;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Access policies: the first match decides. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/access-policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@SecurityRequirement(name = "bearer")
public class AccessPoliciesResource {
  private final CurrentCaller current;
  private final AccessPolicies policies;

  AccessPoliciesResource(CurrentCaller current, AccessPolicies policies) {
    this.current = current;
    this.policies = policies;
  }

  @GET
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Lists access policies in their order")
  @APIResponse(responseCode = "200", description = "All of them")
  public Uni<Listing<AccessPolicyBody.View>> list(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .chain(by -> policies.list(by.tenant()))
        .map(AccessPoliciesResource::listing);
  }

  @PUT
  @Path("/order")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Puts all access policies into an order")
  @APIResponse(responseCode = "200", description = "All of them, in that order")
  public Uni<Listing<AccessPolicyBody.View>> reorder(
      @PathParam("tenant") String tenant, @NotNull AccessPolicyBody.Order body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> policies.reorder(by.actor(), by.tenant(), body.ids()))
        .map(AccessPoliciesResource::listing);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Makes an access policy")
  @APIResponse(responseCode = "201", description = "What was made")
  @APIResponse(responseCode = "409", description = "The name is taken")
  public Uni<RestResponse<AccessPolicyBody.View>> create(
      @PathParam("tenant") String tenant, @NotNull AccessPolicyBody.Settings body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> policies.create(by.actor(), by.tenant(), body.toSettings()))
        .map(made -> Etag.created(AccessPolicyBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Reads an access policy")
  @APIResponse(responseCode = "200", description = "What there is")
  public Uni<RestResponse<AccessPolicyBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> policies.get(by.tenant(), Wire.id(id)))
        .map(found -> Etag.ok(AccessPolicyBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Changes an access policy")
  @APIResponse(responseCode = "200", description = "What there is then")
  @APIResponse(responseCode = "409", description = "It contradicts what there is")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<AccessPolicyBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull AccessPolicyBody.Settings body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                policies.change(
                    by.actor(),
                    by.tenant(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    before -> body.toSettings()))
        .map(changed -> Etag.ok(AccessPolicyBody.View.of(changed), changed.version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Deletes an access policy")
  @APIResponse(responseCode = "204", description = "It is deleted")
  @APIResponse(responseCode = "409", description = "It is in use")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> policies.delete(by.actor(), by.tenant(), Wire.id(id), Etag.version(ifMatch)));
  }

  private static Listing<AccessPolicyBody.View> listing(List<StoredAccessPolicy> all) {
    return new Listing<>(all.stream().map(AccessPolicyBody.View::of).toList(), null);
  }
}
