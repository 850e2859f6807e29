package io.tetrapylon.dialect.authpoint;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller.Access;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The operations of the AuthPoint Authentication API 1.2.0. */
@Path("/rest/authpoint/authentication/v1/accounts/{accountId}/resources/{resourceId}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "AuthPoint")
class AuthPointResource {
  private static final String AUTHORIZED = "{\"authenticationResult\":\"AUTHORIZED\"}";

  private final Entrance entrance;
  private final Authentication authentication;

  AuthPointResource(Entrance entrance, Authentication authentication) {
    this.entrance = entrance;
    this.authentication = authentication;
  }

  @POST
  @Path("/authenticationpolicy")
  @Operation(summary = "What a user may do at a resource; starts nothing")
  public Uni<String> authenticationPolicy(@BeanParam Asked asked) {
    return entrance
        .enter(asked, Access.READ_ONLY)
        .chain(
            entered ->
                entrance
                    .read(entered, AuthenticationPolicyRequest::read)
                    .map(body -> entered.context(body.login(), body.originIpAddress())))
        .chain(authentication::standing)
        .map(PolicyAnswer::json)
        .onFailure(AuthPointResource::isUnknownUser)
        .transform(unknown -> new AuthPointRefusal(AuthPointError.USER_NOT_FOUND));
  }

  @POST
  @Path("/password")
  @Operation(summary = "Authenticate with a password alone")
  public Uni<String> password(@BeanParam Asked asked) {
    return decide(
        entrance.enter(asked, Access.READ_WRITE),
        PasswordRequest::read,
        (entered, body) ->
            new Attempt.ByPassword(
                entered.context(body.login(), body.originIpAddress()), body.password()));
  }

  @POST
  @Path("/otp")
  @Operation(summary = "Authenticate with a one-time password")
  public Uni<String> otp(@BeanParam Asked asked) {
    return decide(
        entrance.enter(asked, Access.READ_WRITE),
        OtpRequest::read,
        (entered, body) ->
            new Attempt.ByCode(
                entered.context(body.login(), body.originIpAddress()),
                body.password(),
                body.otp().text()));
  }

  @POST
  @Path("/forgottoken")
  @Operation(summary = "Let a user in with a password alone for some hours")
  public Uni<String> forgotToken(@BeanParam Asked asked) {
    return decide(
        entrance.enter(asked, Access.READ_WRITE),
        ForgotTokenRequest::read,
        (entered, body) ->
            new Attempt.ForgotToken(
                entered.context(body.login(), ""),
                body.password(),
                body.activationCode(),
                body.verificationCode().text(),
                body.interval()));
  }

  @POST
  @Path("/transactions")
  @Operation(summary = "Start a push or QR transaction; not available yet")
  public Uni<String> transactions(@BeanParam Asked asked) {
    return notYet(entrance.enter(asked, Access.READ_WRITE), TransactionRequest::read);
  }

  @GET
  @Path("/transactions/{transactionId}")
  @Operation(summary = "The state of a push; not available yet")
  public Uni<String> transaction(@BeanParam Asked asked) {
    return notYet(entrance.enter(asked, Access.READ_WRITE), body -> asked.resource);
  }

  @POST
  @Path("/qrcode")
  @Operation(summary = "Check the code of a QR transaction; not available yet")
  public Uni<String> qrCode(@BeanParam Asked asked) {
    return notYet(entrance.enter(asked, Access.READ_WRITE), QrCodeRequest::read);
  }

  private <T> Uni<String> decide(
      Uni<Entrance.Entered> entering,
      Function<byte @Nullable [], T> reader,
      BiFunction<Entrance.Entered, T, Attempt> attempt) {
    return entering
        .chain(entered -> entrance.read(entered, reader).map(body -> attempt.apply(entered, body)))
        .chain(authentication::decide)
        .map(AuthPointResource::answer);
  }

  private <T> Uni<String> notYet(
      Uni<Entrance.Entered> entering, Function<byte @Nullable [], T> reader) {
    return entering
        .chain(
            entered ->
                authentication
                    .requireResource(entered.caller().tenantId(), entered.resourceId())
                    .chain(known -> entrance.read(entered, reader)))
        .map(
            read -> {
              throw new Refusal(Reason.NOT_AVAILABLE_YET);
            });
  }

  private static String answer(Decision decision) {
    if (decision instanceof Decision.Refused refused) {
      throw new Refusal(refused.reason());
    }
    return AUTHORIZED;
  }

  private static boolean isUnknownUser(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.USER_UNKNOWN;
  }
}
