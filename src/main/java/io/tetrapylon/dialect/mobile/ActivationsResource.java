package io.tetrapylon.dialect.mobile;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.Enrolments;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** How a phone enrols. */
@Path(MobileDialect.ROOT + "/activations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mobile")
public class ActivationsResource {
  private final Enrolments enrolments;
  private final CurrentPhone current;
  private final EnrolmentBudget budget;

  ActivationsResource(Enrolments enrolments, CurrentPhone current, EnrolmentBudget budget) {
    this.enrolments = enrolments;
    this.current = current;
    this.budget = budget;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Enrols a phone by the secret of a QR code, or by a login and a typed code")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = EnrolmentBody.Sent.class)))
  @APIResponse(
      responseCode = "201",
      description = "What the phone keeps; none of it is told again",
      content = @Content(schema = @Schema(implementation = EnrolmentBody.Told.class)))
  @APIResponse(
      responseCode = "403",
      description = "The activation is unknown, used, over or not proven",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Uni<RestResponse<EnrolmentBody.Told>> enrol() {
    budget.spend();
    var request = EnrolmentBody.read(current.body());
    return enrolments
        .complete(request, current.requestId())
        .map(enrolled -> EnrolmentBody.Told.of(request.tenant(), enrolled))
        .map(told -> RestResponse.status(RestResponse.Status.CREATED, told));
  }
}
