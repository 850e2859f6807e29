package io.tetrapylon.dialect.authpoint;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.PhoneAttempt;
import io.tetrapylon.dialect.Prefer;
import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller.Access;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
  private final Poll poll;

  AuthPointResource(Entrance entrance, Authentication authentication, Poll poll) {
    this.entrance = entrance;
    this.authentication = authentication;
    this.poll = poll;
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
  @Operation(summary = "Send a push to the user's devices, or make a QR code")
  public Uni<String> transactions(@BeanParam Asked asked) {
    return attempt(
            entrance.enter(asked, Access.READ_WRITE),
            TransactionRequest::read,
            (entered, body) ->
                new PhoneAttempt.ByPhone(
                    entered.context(body.login(), body.originIpAddress()),
                    body.password(),
                    body.kind(),
                    body.clientInfo().shown(body.originIpAddress()),
                    false))
        .map(TransactionAnswer::json);
  }

  @GET
  @Path("/transactions/{transactionId}")
  @Operation(summary = "What became of a push; waits for it with the header Prefer: wait=N")
  public Uni<Response> transaction(
      @BeanParam Asked asked, @PathParam("transactionId") String transactionId) {
    return entrance
        .enter(asked, Access.READ_WRITE)
        .chain(entered -> poll.poll(entered, transactionId, Prefer.wait(asked.request)));
  }

  @POST
  @Path("/qrcode")
  @Operation(summary = "Check the digits that a phone shows for a QR code")
  public Uni<String> qrCode(@BeanParam Asked asked) {
    return decide(
        entrance.enter(asked, Access.READ_WRITE),
        QrCodeRequest::read,
        (entered, body) ->
            new PhoneAttempt.ByQrCode(
                entered.context(body.login(), body.originIpAddress()),
                UuidText.read(body.transactionId()),
                body.qrCodeResponse().text()));
  }

  private <T> Uni<String> decide(
      Uni<Entrance.Entered> entering,
      Function<byte @Nullable [], T> reader,
      BiFunction<Entrance.Entered, T, Attempt> attempt) {
    return attempt(entering, reader, attempt).map(AuthPointResource::answer);
  }

  private <T> Uni<Decision> attempt(
      Uni<Entrance.Entered> entering,
      Function<byte @Nullable [], T> reader,
      BiFunction<Entrance.Entered, T, Attempt> attempt) {
    return entering
        .chain(entered -> entrance.read(entered, reader).map(body -> attempt.apply(entered, body)))
        .chain(authentication::decide);
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
