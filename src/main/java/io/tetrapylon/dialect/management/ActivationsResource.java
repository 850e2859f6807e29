package io.tetrapylon.dialect.management;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Enrolments;
import io.tetrapylon.tenant.Permission;
import jakarta.annotation.security.RolesAllowed;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Invitations to enrol a phone. */
@Path(ManagementDialect.ROOT + "/tenants/{tenant}/users/{user}/activations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
@SecurityRequirement(name = "bearer")
public class ActivationsResource {
  private final ChosenUser users;
  private final Enrolments enrolments;

  ActivationsResource(ChosenUser users, Enrolments enrolments) {
    this.users = users;
    this.enrolments = enrolments;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Invites a user to enrol a phone, which may take the place of another")
  @APIResponse(
      responseCode = "201",
      description = "What to show as a QR code or to type, good for ten minutes and once")
  public Uni<RestResponse<ActivationBody.Begun>> begin(
      @PathParam("tenant") String tenant,
      @PathParam("user") String user,
      ActivationBody.@Nullable Request body) {
    return users
        .of(tenant, user)
        .chain(
            of ->
                enrolments.begin(
                    of.by().actor(), of.tenant(), of.id(), body == null ? null : body.device()))
        .map(ActivationBody.Begun::of)
        .map(begun -> RestResponse.status(RestResponse.Status.CREATED, begun));
  }
}
