package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.TrustedIssuer;
import io.tetrapylon.tenant.TrustedIssuers;
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

/** Issuers whose access tokens a tenant's API clients may show. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/trusted-issuers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trusted issuers")
@SecurityRequirement(name = "bearer")
public class TrustedIssuersResource {
  private final CurrentCaller current;
  private final TrustedIssuers issuers;

  TrustedIssuersResource(CurrentCaller current, TrustedIssuers issuers) {
    this.current = current;
    this.issuers = issuers;
  }

  @GET
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Lists trusted issuers")
  @APIResponse(responseCode = "200", description = "A page of issuers")
  public Uni<Listing<TrustedIssuerBody.View>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    return current
        .in(tenant)
        .chain(by -> issuers.list(by.tenant(), Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, TrustedIssuerBody.View::of));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Trusts an issuer; only who may do everything in the tenant can")
  @APIResponse(responseCode = "201", description = "The issuer that is trusted")
  @APIResponse(responseCode = "409", description = "It is trusted with this audience already")
  public Uni<RestResponse<TrustedIssuerBody.View>> create(
      @PathParam("tenant") String tenant, @NotNull TrustedIssuerBody.Draft body) {
    return current
        .in(tenant)
        .chain(by -> issuers.create(by.authority(), by.tenant(), body.issuer(), body.toTerms()))
        .map(made -> Etag.created(TrustedIssuerBody.View.of(made), made.version()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Reads a trusted issuer")
  @APIResponse(responseCode = "200", description = "The issuer")
  public Uni<RestResponse<TrustedIssuerBody.View>> get(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> issuers.get(by.tenant(), Wire.id(id)))
        .map(TrustedIssuersResource::ok);
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Changes which tokens of an issuer are taken")
  @APIResponse(responseCode = "200", description = "The issuer as it stands then")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<RestResponse<TrustedIssuerBody.View>> update(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @NotNull TrustedIssuerBody.Change body) {
    return current
        .in(tenant)
        .chain(
            by ->
                issuers.update(
                    by.authority(),
                    by.tenant(),
                    Wire.id(id),
                    Etag.version(ifMatch),
                    body.toTerms()))
        .map(TrustedIssuersResource::ok);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Trusts an issuer no more; API clients lose the names that it has for them")
  @APIResponse(responseCode = "204", description = "It is trusted no more")
  @APIResponse(responseCode = "412", description = "It has changed since")
  public Uni<Void> delete(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return current
        .in(tenant)
        .chain(
            by -> issuers.delete(by.authority(), by.tenant(), Wire.id(id), Etag.version(ifMatch)));
  }

  @POST
  @Path("/{id}/test")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Tries whether an issuer's keys can be had as it is set")
  @APIResponse(responseCode = "200", description = "The names of its keys, or why there are none")
  public Uni<TrustedIssuerBody.Probe> test(
      @PathParam("tenant") String tenant, @PathParam("id") String id) {
    return current
        .in(tenant)
        .chain(by -> issuers.probe(by.tenant(), Wire.id(id)))
        .map(TrustedIssuerBody.Probe::of)
        .onFailure(TrustedIssuersResource::isOfIssuer)
        .recoverWithItem(failure -> TrustedIssuerBody.Probe.of((Refusal) failure));
  }

  private static RestResponse<TrustedIssuerBody.View> ok(TrustedIssuer issuer) {
    return Etag.ok(TrustedIssuerBody.View.of(issuer), issuer.version());
  }

  private static boolean isOfIssuer(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.ISSUER_UNAVAILABLE;
  }
}
