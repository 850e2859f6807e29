package io.tetrapylon.dialect.login;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.Fido2Attempt;
import io.tetrapylon.credential.fido2.Ceremonies;
import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Reason;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** The ceremonies by which a FIDO2 credential lets its user in: after a password, or alone. */
@Path(LoginDialect.ROOT + "/resources/{resource}/webauthn/authentications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Login keys")
@SecurityRequirement(name = "bearer")
public class KeyAuthentications {
  private final Authentication authentication;
  private final Ceremonies ceremonies;

  KeyAuthentications(Authentication authentication, Ceremonies ceremonies) {
    this.authentication = authentication;
    this.ceremonies = ceremonies;
  }

  @POST
  @ResponseStatus(201)
  @Operation(summary = "Asks for a key: that of a login, or any passkey where no login is given")
  @APIResponse(responseCode = "201", description = "What the browser is asked; good for 5 minutes")
  @APIResponse(responseCode = "403", description = "It is not allowed, or the password is wrong")
  public Uni<KeyOptions.Request> begin(
      @BeanParam LoginRequest asked, @NotNull KeyBody.BeginAuthentication body) {
    boolean passkey = body.isPasskey();
    return ceremonies
        .relyingParty(asked.caller().tenantId(), body.rpId())
        .chain(party -> passkey ? passkey(asked, party) : factor(asked, body, party));
  }

  private Uni<KeyOptions.Request> passkey(LoginRequest asked, String party) {
    var caller = asked.caller();
    return authentication
        .requireResource(caller.tenantId(), asked.resource)
        .chain(() -> ceremonies.passkey(caller.tenantId(), caller.id(), asked.resource, party))
        .map(ceremony -> KeyOptions.Request.of(ceremony, List.of()));
  }

  private Uni<KeyOptions.Request> factor(
      LoginRequest asked, KeyBody.BeginAuthentication body, String party) {
    return authentication
        .decide(
            new Fido2Attempt.ForKey(
                asked.context(body.checkedLogin(), body.origin()), body.secret(), party))
        .map(KeyAuthentications::begun);
  }

  private static KeyOptions.Request begun(Decision decision) {
    if (decision instanceof Decision.Challenged challenged) {
      return KeyOptions.Request.of(
          challenged.ceremony(),
          challenged.keys().stream().map(KeyOptions.Descriptor::of).toList());
    }
    throw decision.refusal();
  }

  @POST
  @Path("/{id}")
  @Operation(summary = "Decides by what the browser answered")
  @APIResponse(responseCode = "200", description = "The user is who they say")
  @APIResponse(
      responseCode = "403",
      description = "It proves nothing, or the challenge is unknown, used or too old")
  public Uni<KeyBody.Identified> end(
      @BeanParam LoginRequest asked,
      @PathParam("id") String ceremony,
      @NotNull KeyBody.EndAssertion body) {
    return authentication
        .decide(
            new Fido2Attempt.ByAssertion(
                asked.context("", body.origin()),
                UuidText.read(ceremony, Reason.CEREMONY_UNKNOWN),
                body.assertion(),
                true))
        .map(KeyAuthentications::identified);
  }

  private static KeyBody.Identified identified(Decision decision) {
    if (decision instanceof Decision.Identified user) {
      return new KeyBody.Identified(true, user.userId().toString(), user.username());
    }
    throw decision.refusal();
  }
}
