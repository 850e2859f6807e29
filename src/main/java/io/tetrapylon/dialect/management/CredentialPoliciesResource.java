package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.policy.CredentialPolicies;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Credential policies. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/credential-policies")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@SecurityRequirement(name = "bearer")
public class CredentialPoliciesResource {
  private final CurrentCaller current;
  private final CredentialPolicies policies;

  CredentialPoliciesResource(CurrentCaller current, CredentialPolicies policies) {
    this.current = current;
    this.policies = policies;
  }

  @GET
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Lists credential policies")
  @APIResponse(responseCode = "200", description = "A page of credential policies")
  public Uni<Listing<CredentialPolicyBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .in(tenant)
        .chain(by -> policies.list(by.tenant(), Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, CredentialPolicyBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Makes a credential policy")
  @APIResponse(responseCode = "201", description = "What was made")
  @APIResponse(responseCode = "409", description = "The code or the external id is taken")
  public Uni<RestResponse<CredentialPolicyBody.View>> create(
      @PathParam("tenant") String tenant, @NotNull CredentialPolicyBody.Settings body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> policies.create(by.actor(), by.tenant(), body.toSettings()))
        .map(made -> Etag.created(CredentialPolicyBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Reads a credential policy")
  @APIResponse(responseCode = "200", description = "What there is")
  public Uni<RestResponse<CredentialPolicyBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> policies.get(by.tenant(), Wire.id(id)))
        .map(found -> Etag.ok(CredentialPolicyBody.View.of(found), found.version()));
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Changes a credential policy")
  @APIResponse(responseCode = "200", description = "What there is then")
  @APIResponse(responseCode = "409", description = "It contradicts what there is")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<CredentialPolicyBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull CredentialPolicyBody.Settings body) {
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
        .map(changed -> Etag.ok(CredentialPolicyBody.View.of(changed), changed.version()));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.POLICY_MODIFY)
  @Operation(summary = "Deletes a credential policy")
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
}
