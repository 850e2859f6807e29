package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.policy.PolicyExplanations;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which access policy applies, and why. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/policy-explanations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
@SecurityRequirement(name = "bearer")
public class PolicyExplanationsResource {
  private final CurrentCaller current;
  private final PolicyExplanations explanations;
  private final Clock clock;

  PolicyExplanationsResource(CurrentCaller current, PolicyExplanations explanations, Clock clock) {
    this.current = current;
    this.explanations = explanations;
    this.clock = clock;
  }

  @GET
  @RolesAllowed(Permission.POLICY_VIEW)
  @Operation(summary = "Tells which access policy applies to a user, and why no other does")
  @APIResponse(responseCode = "200", description = "What applies")
  @APIResponse(responseCode = "404", description = "There is no such user or resource")
  public Uni<ExplanationBody> explain(
      @PathParam("tenant") String tenant,
      @QueryParam("user") @Nullable String user,
      @QueryParam("resource") @Nullable String resource,
      @QueryParam("address") @Nullable String address,
      @QueryParam("at") @Nullable String at) {
    return current
        .in(tenant)
        .chain(
            by ->
                explanations.explain(
                    by.tenant(),
                    by.dataroom(),
                    Wire.id(Member.text("user", user, 36)),
                    number(resource),
                    Origin.of(address),
                    instant(at)))
        .map(ExplanationBody::of);
  }

  private static long number(@Nullable String resource) {
    var text = Member.text("resource", resource, 18);
    Member.check(text.matches("\\d+"), "resource", "must be a number.");
    return Long.parseLong(text);
  }

  private Instant instant(@Nullable String at) {
    var asked = Wire.time("at", at);
    return asked == null ? clock.instant() : asked;
  }
}
