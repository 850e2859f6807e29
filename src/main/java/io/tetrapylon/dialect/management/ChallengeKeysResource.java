package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.ChallengeKeyRotation;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.keys.ListedChallengeKey;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys that a tenant's phones verify with what they are asked. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/keys/challenge")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
@SecurityRequirement(name = "bearer")
public class ChallengeKeysResource {
  private final CurrentCaller current;
  private final ChallengeKeyRotation rotation;

  ChallengeKeysResource(CurrentCaller current, ChallengeKeyRotation rotation) {
    this.current = current;
    this.rotation = rotation;
  }

  @GET
  @RolesAllowed(Permission.TENANT_VIEW)
  @Operation(summary = "Lists the keys that phones verify with what they are asked")
  @APIResponse(responseCode = "200", description = "The keys, newest first")
  public Uni<Listing<ChallengeKeyBody>> list(@PathParam("tenant") String tenant) {
    return current
        .in(tenant)
        .chain(by -> rotation.list(by.tenant()))
        .map(ChallengeKeysResource::listing);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(
      summary = "Makes the next challenge key; phones follow, and it signs after the overlap")
  @APIResponse(responseCode = "200", description = "The keys, newest first")
  @APIResponse(responseCode = "409", description = "An earlier one waits for its activation")
  public Uni<Listing<ChallengeKeyBody>> rotate(
      @PathParam("tenant") String tenant, @NotNull ChallengeKeyBody.Rotation body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> rotation.rotate(by.actor(), by.tenant(), body.overlap()))
        .map(ChallengeKeysResource::listing);
  }

  @DELETE
  @Path("/{kid}")
  @RolesAllowed(Permission.TENANT_MODIFY)
  @Operation(summary = "Ends the trust in all challenge keys at once; each phone enrols again")
  @APIResponse(responseCode = "204", description = "A new key signs, which no enrolled phone knows")
  @APIResponse(responseCode = "404", description = "There is no such key")
  @APIResponse(responseCode = "409", description = "It is not the key that signs")
  public Uni<Void> revoke(@PathParam("tenant") String tenant, @PathParam("kid") String kid) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(by -> rotation.revoke(by.actor(), by.tenant(), kid));
  }

  private static Listing<ChallengeKeyBody> listing(List<ListedChallengeKey> keys) {
    return new Listing<>(keys.stream().map(ChallengeKeyBody::of).toList(), null);
  }
}
