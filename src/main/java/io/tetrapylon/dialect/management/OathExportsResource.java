package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.oath.transfer.Transfers;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** OATH tokens that go out in a file. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/oath-exports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class OathExportsResource {
  private final CurrentCaller current;
  private final Transfers transfers;

  OathExportsResource(CurrentCaller current, Transfers transfers) {
    this.current = current;
    this.transfers = transfers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_EXPORT)
  @Operation(summary = "Exports OATH tokens as PSKC, their secrets encrypted")
  @APIResponse(responseCode = "200", description = "A page of tokens, as a PSKC document")
  public Uni<OathTransferBody.Document> give(
      @PathParam("tenant") String tenant, @NotNull OathTransferBody.Wish body) {
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                transfers.give(
                    by.actor(), by.tenant(), body.key(), body.after(), body.checkedLimit()))
        .map(OathTransferBody.Document::of);
  }
}
