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

/** OATH tokens that come in by a file. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}" + OathImportsResource.NAME)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials")
@SecurityRequirement(name = "bearer")
public class OathImportsResource {
  static final String NAME = "/oath-imports";

  private final CurrentCaller current;
  private final Transfers transfers;

  OathImportsResource(CurrentCaller current, Transfers transfers) {
    this.current = current;
    this.transfers = transfers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(
      summary =
          "Imports a file of OATH tokens (PSKC, OATH CSV, Yubico CSV, otpauth); safe to repeat")
  @APIResponse(responseCode = "200", description = "A report of each row")
  public Uni<OathTransferBody.Reports> take(
      @PathParam("tenant") String tenant, @NotNull OathTransferBody.File body) {
    return current
        .in(tenant)
        .chain(by -> transfers.take(by.actor(), by.tenant(), by.dataroom(), body.toIncoming()))
        .map(OathTransferBody.Reports::of);
  }
}
