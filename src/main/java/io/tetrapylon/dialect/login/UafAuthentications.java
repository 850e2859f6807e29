package io.tetrapylon.dialect.login;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.UafAttempt;
import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Tenants;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Authentications by FIDO UAF authenticators, in the messages of the UAF protocol. */
@Path(LoginDialect.ROOT + "/resources/{resource}/uaf")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Login UAF")
@SecurityRequirement(name = "bearer")
public class UafAuthentications {
  private final Authentication authentication;
  private final Tenants tenants;

  UafAuthentications(Authentication authentication, Tenants tenants) {
    this.authentication = authentication;
    this.tenants = tenants;
  }

  @POST
  @ResponseStatus(201)
  @Operation(summary = "Asks a user's UAF authenticators")
  @APIResponse(
      responseCode = "201",
      description = "What the UAF client is asked; good for 5 minutes",
      content = @Content(schema = @Schema(implementation = UafBody.Asked.class)))
  @APIResponse(responseCode = "403", description = "It is not allowed, or the password is wrong")
  public Uni<String> begin(@BeanParam LoginRequest asked, @NotNull UafBody.Begin body) {
    var attempt =
        new UafAttempt.ForUaf(
            asked.context(body.checkedLogin(), body.origin()),
            body.secret(),
            body.checkedAppId(),
            body.checkedText());
    return tenants
        .get(asked.caller().tenantId())
        .invoke(tenant -> requireFido(tenant.settings().licence().fido()))
        .chain(licensed -> authentication.decide(attempt))
        .map(UafAuthentications::begun);
  }

  private static void requireFido(boolean included) {
    if (!included) {
      throw new Refusal(Reason.FEATURE_OFF);
    }
  }

  private static String begun(Decision decision) {
    if (decision instanceof Decision.UafAsked uaf) {
      return UafBody.asked(uaf.request());
    }
    throw decision.refusal();
  }

  @POST
  @Path("/{id}")
  @Operation(summary = "Decides by what the UAF client answered")
  @APIResponse(responseCode = "200", description = "The user is who they say")
  @APIResponse(responseCode = "400", description = "It is no response of the UAF protocol")
  @APIResponse(
      responseCode = "403",
      description = "It proves nothing, or the request is unknown, answered or too old")
  public Uni<KeyBody.Identified> end(
      @BeanParam LoginRequest asked, @PathParam("id") String ceremony, @NotNull UafBody.End body) {
    return authentication
        .decide(
            new UafAttempt.ByUaf(
                asked.context("", body.origin()),
                UuidText.read(ceremony, Reason.CEREMONY_UNKNOWN),
                body.response(),
                true))
        .map(UafAuthentications::identified);
  }

  private static KeyBody.Identified identified(Decision decision) {
    if (decision instanceof Decision.Identified user) {
      return new KeyBody.Identified(true, user.userId().toString(), user.username());
    }
    throw decision.refusal();
  }
}
