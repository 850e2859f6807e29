package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditTrail;
import io.tetrapylon.dialect.Listing;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit trail, newest first. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/audit-events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
@SecurityRequirement(name = "bearer")
public class AuditEventsResource {
  private final CurrentCaller current;
  private final AuditTrail trail;

  AuditEventsResource(CurrentCaller current, AuditTrail trail) {
    this.current = current;
    this.trail = trail;
  }

  @GET
  @RolesAllowed(Permission.AUDIT_VIEW)
  @Operation(summary = "Lists audit events, newest first")
  @APIResponse(responseCode = "200", description = "A page of events")
  public Uni<Listing<AuditEventBody>> list(
      @PathParam("tenant") String tenant,
      @QueryParam("user") @Nullable String user,
      @QueryParam("action") @Nullable String action,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("continuationToken") @Nullable String continuation) {
    var filter =
        new AuditTrail.Filter(
            Wire.optionalId("user", user), action, Wire.time("from", from), Wire.time("to", to));
    return current
        .in(tenant)
        .map(Entered::seeingAll)
        .chain(
            by ->
                trail.list(by.tenant(), filter, Wire.continuation(continuation), Wire.limit(limit)))
        .map(page -> Listing.of(page, AuditEventBody::of));
  }
}
