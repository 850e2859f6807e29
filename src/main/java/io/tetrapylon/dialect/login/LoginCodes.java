package io.tetrapylon.dialect.login;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.MessageAttempt;
import io.tetrapylon.dialect.UuidText;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Codes by e-mail and text message, for the login front end that asked for them. */
@Path(LoginDialect.ROOT + "/resources/{resource}/codes")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Login codes")
@SecurityRequirement(name = "bearer")
public class LoginCodes {
  private final Authentication authentication;

  LoginCodes(Authentication authentication) {
    this.authentication = authentication;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(summary = "Sends a code to the user; the one before is of no use any more")
  @APIResponse(
      responseCode = "202",
      description = "A code is under way if the user has such a destination")
  @APIResponse(responseCode = "403", description = "It is not allowed, or too many were asked for")
  public Uni<CodeBody.UnderWay> send(@BeanParam LoginRequest asked, @NotNull CodeBody.Send body) {
    return authentication
        .decide(
            new MessageAttempt.SendCode(
                asked.context(body.checkedLogin(), body.from()), body.secret(), body.kind()))
        .map(LoginCodes::underWay);
  }

  @POST
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Checks the digits of a code, once")
  @APIResponse(responseCode = "200", description = "The user is who they say")
  @APIResponse(responseCode = "403", description = "Wrong, used, replaced or too late")
  public Uni<CodeBody.Accepted> check(
      @BeanParam LoginRequest asked, @PathParam("id") String id, @NotNull CodeBody.Check body) {
    return authentication
        .decide(
            new MessageAttempt.ByMessage(
                asked.context(body.checkedLogin(), body.from()),
                body.kind(),
                UuidText.read(id),
                body.checkedCode()))
        .map(LoginCodes::accepted);
  }

  private static CodeBody.UnderWay underWay(Decision decision) {
    if (decision instanceof Decision.Pending pending) {
      return CodeBody.UnderWay.of(pending);
    }
    throw decision.refusal();
  }

  private static CodeBody.Accepted accepted(Decision decision) {
    if (decision instanceof Decision.Granted) {
      return new CodeBody.Accepted(true);
    }
    throw decision.refusal();
  }
}
