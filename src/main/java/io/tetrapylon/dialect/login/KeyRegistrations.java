package io.tetrapylon.dialect.login;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.fido2.Ceremonies;
import io.tetrapylon.credential.fido2.Fido2Activations;
import io.tetrapylon.credential.fido2.Fido2Registrations;
import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Permission;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.Users;
import jakarta.annotation.security.RolesAllowed;
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

/**
 * The ceremonies by which a user comes to a FIDO2 credential. The front end vouches that the user
 * is signed in, so it needs a permission.
 */
@Path(LoginDialect.ROOT + "/webauthn")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Login keys")
@SecurityRequirement(name = "bearer")
public class KeyRegistrations {
  private final Users users;
  private final Ceremonies ceremonies;
  private final Fido2Registrations registrations;
  private final Fido2Activations activations;

  KeyRegistrations(
      Users users,
      Ceremonies ceremonies,
      Fido2Registrations registrations,
      Fido2Activations activations) {
    this.users = users;
    this.ceremonies = ceremonies;
    this.registrations = registrations;
    this.activations = activations;
  }

  @POST
  @Path("/registrations")
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @ResponseStatus(201)
  @Operation(summary = "Begins the registration of a security key or passkey")
  @APIResponse(responseCode = "201", description = "What the browser is asked; good for 5 minutes")
  @APIResponse(responseCode = "404", description = "There is no such user")
  public Uni<KeyOptions.Creation> register(
      @BeanParam LoginRequest asked, @NotNull KeyBody.BeginRegistration body) {
    var caller = asked.caller();
    return user(caller, body.checkedLogin())
        .chain(
            user ->
                ceremonies
                    .relyingParty(caller.tenantId(), body.rpId())
                    .chain(
                        party ->
                            registrations.begin(caller.tenantId(), caller.id(), user.id(), party))
                    .map(begun -> KeyOptions.Creation.of(begun, user, caller.tenantCode())));
  }

  @POST
  @Path("/registrations/{id}")
  @RolesAllowed(Permission.CREDENTIAL_CREATE)
  @Operation(summary = "Ends a registration with what the browser answered")
  @APIResponse(responseCode = "200", description = "The credential")
  @APIResponse(responseCode = "400", description = "It is malformed, or not accepted")
  @APIResponse(responseCode = "403", description = "The challenge is unknown, used or too old")
  @APIResponse(responseCode = "409", description = "The credential is registered already")
  public Uni<KeyBody.View> registered(
      @BeanParam LoginRequest asked,
      @PathParam("id") String ceremony,
      @NotNull KeyBody.EndRegistration body) {
    var caller = asked.caller();
    return registrations
        .finish(
            asked.actor(),
            caller.tenantId(),
            caller.id(),
            UuidText.read(ceremony, Reason.CEREMONY_UNKNOWN),
            body.registration())
        .map(KeyBody.View::of);
  }

  @POST
  @Path("/activations")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @ResponseStatus(201)
  @Operation(summary = "Begins the activation of a credential that is pending")
  @APIResponse(responseCode = "201", description = "What the browser is asked; good for 5 minutes")
  @APIResponse(responseCode = "404", description = "There is no such user or credential")
  @APIResponse(responseCode = "409", description = "It is not pending")
  public Uni<KeyOptions.Request> activate(
      @BeanParam LoginRequest asked, @NotNull KeyBody.BeginActivation body) {
    var caller = asked.caller();
    var id = body.checkedId();
    return user(caller, body.checkedLogin())
        .chain(user -> activations.begin(caller.tenantId(), caller.id(), user.id(), id))
        .map(
            begun ->
                KeyOptions.Request.of(
                    begun.ceremony(), List.of(KeyOptions.Descriptor.of(begun.credential()))));
  }

  @POST
  @Path("/activations/{id}")
  @RolesAllowed(Permission.CREDENTIAL_CHANGE_STATE)
  @Operation(summary = "Ends an activation with what the browser answered")
  @APIResponse(responseCode = "200", description = "The credential, which is active")
  @APIResponse(
      responseCode = "403",
      description = "It proves nothing, or the challenge is unknown, used or too old")
  public Uni<KeyBody.View> activated(
      @BeanParam LoginRequest asked,
      @PathParam("id") String ceremony,
      @NotNull KeyBody.EndAssertion body) {
    var caller = asked.caller();
    return activations
        .finish(
            asked.actor(),
            caller.tenantId(),
            caller.id(),
            UuidText.read(ceremony, Reason.CEREMONY_UNKNOWN),
            body.assertion())
        .map(KeyBody.View::of);
  }

  private Uni<User> user(Caller caller, String login) {
    return users
        .find(caller.tenantId(), Dataroom.of(caller), login)
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such user."));
  }
}
