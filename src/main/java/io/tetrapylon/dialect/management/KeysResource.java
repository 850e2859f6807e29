package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.tenant.TenantKeyring;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys of a tenant and their replacement. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
@SecurityRequirement(name = "bearer")
public class KeysResource {
  private final CurrentCaller current;
  private final TenantKeyring keyring;

  KeysResource(CurrentCaller current, TenantKeyring keyring) {
    this.current = current;
    this.keyring = keyring;
  }

  @GET
  @Path("/signing")
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Lists the names of the keys that tokens may be signed with")
  @APIResponse(responseCode = "200", description = "The keys, newest first")
  public Uni<Listing<String>> signingKeys(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .chain(by -> keyring.signingKeys(by.tenant()))
        .map(kids -> new Listing<>(kids, null));
  }

  @POST
  @Path("/signing")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Makes the next signing key; it signs two minutes later")
  @APIResponse(responseCode = "204", description = "It is made")
  public Uni<Void> rotateSigningKey(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> keyring.rotateSigningKey(by.actor(), by.tenant()));
  }

  @DELETE
  @Path("/signing/{kid}")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Retires a signing key, and with it every token that it signed")
  @APIResponse(responseCode = "204", description = "It is retired")
  @APIResponse(responseCode = "409", description = "It is the only one, or there is no such key")
  public Uni<Void> retireSigningKey(
      @PathParam("tenant") String tenant, @PathParam("kid") String kid) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> keyring.retireSigningKey(by.actor(), by.tenant(), kid));
  }

  @POST
  @Path("/data/rotation")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Begins to replace the data key")
  @APIResponse(responseCode = "200", description = "How far it is")
  public Uni<KeyProgress> rotateDataKey(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> keyring.rotateDataKey(by.actor(), by.tenant()))
        .map(KeyProgress::of);
  }

  @GET
  @Path("/data/rotation")
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Says how far the replacement of the data key is")
  @APIResponse(responseCode = "200", description = "How far it is")
  public Uni<KeyProgress> progress(@PathParam("tenant") String tenant) {
    return current.in(tenant).chain(by -> keyring.progress(by.tenant())).map(KeyProgress::of);
  }
}
