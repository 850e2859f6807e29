package io.tetrapylon.dialect.login;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.kernel.Refusal;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Logins of users who have lost everything but their recovery codes. */
@Path(LoginDialect.ROOT + "/resources/{resource}/recovery-codes")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Login recovery codes")
@SecurityRequirement(name = "bearer")
public class LoginRecovery {
  private final Authentication authentication;

  LoginRecovery(Authentication authentication) {
    this.authentication = authentication;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Checks a recovery code, and uses it up")
  @APIResponse(responseCode = "200", description = "The user is who they say")
  @APIResponse(responseCode = "403", description = "It is no unused code of the user's")
  public Uni<RecoveryBody.Outcome> redeem(
      @BeanParam LoginRequest asked, @NotNull RecoveryBody.Try body) {
    var context = asked.context(body.checkedLogin(), body.checkedAddress());
    return authentication
        .decide(new Attempt.ByRecoveryCode(context, body.secret(), body.checkedCode()))
        .map(LoginRecovery::outcome);
  }

  private static RecoveryBody.Outcome outcome(Decision decision) {
    if (decision instanceof Decision.Refused refused) {
      throw new Refusal(refused.reason());
    }
    return new RecoveryBody.Outcome(true);
  }
}
