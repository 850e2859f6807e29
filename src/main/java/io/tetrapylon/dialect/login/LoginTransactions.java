package io.tetrapylon.dialect.login;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.PhoneAttempt;
import io.tetrapylon.challenge.Owner;
import io.tetrapylon.challenge.Progress;
import io.tetrapylon.challenge.Progress.Phase;
import io.tetrapylon.challenge.Transactions;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.dialect.Prefer;
import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Pushes and QR codes of the login front end that started them. */
@Path(LoginDialect.ROOT + "/resources/{resource}/transactions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "Login transactions")
@SecurityRequirement(name = "bearer")
public class LoginTransactions {
  /** Events come at least this often, so that a proxy in between keeps the connection. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

  private final Authentication authentication;
  private final Transactions transactions;

  LoginTransactions(Authentication authentication, Transactions transactions) {
    this.authentication = authentication;
    this.transactions = transactions;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @Operation(summary = "Asks the user's phones, or makes a QR code")
  @APIResponse(responseCode = "201", description = "What was started, with the digits to show")
  @APIResponse(responseCode = "403", description = "It is not allowed, or too many were sent")
  public Uni<TransactionBody.Started> start(
      @BeanParam LoginRequest asked, @NotNull TransactionBody.Start body) {
    var address = body.address() == null ? "" : body.address();
    return authentication
        .decide(
            new PhoneAttempt.ByPhone(
                asked.context(body.checkedLogin(), address),
                body.secret(),
                body.kind(),
                body.shown(),
                true))
        .map(LoginTransactions::started);
  }

  private static TransactionBody.Started started(Decision decision) {
    if (decision instanceof Decision.Pending pending) {
      return TransactionBody.Started.of(pending);
    }
    throw decision.refusal();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "How far it is; waits for the outcome with the header Prefer: wait=N")
  @APIResponse(responseCode = "200", description = "How far it is; an approval is given out once")
  @APIResponse(responseCode = "404", description = "There is none that this caller started here")
  public Uni<TransactionBody.View> get(
      @BeanParam LoginRequest asked, @PathParam("id") String transaction) {
    var owner = asked.owner();
    return transactions
        .progress(owner, id(transaction), Prefer.wait(asked.request))
        .chain(progress -> view(owner, progress));
  }

  @GET
  @Path("/{id}/events")
  @KnownFirst
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "The same as server-sent events, until it is decided")
  @APIResponse(
      responseCode = "200",
      description = "An event for each change, and at least every 20 s")
  @APIResponse(responseCode = "404", description = "There is none that this caller started here")
  public Multi<TransactionBody.View> events(
      @BeanParam LoginRequest asked, @PathParam("id") String transaction) {
    var owner = asked.owner();
    UUID id = id(transaction);
    Call.waits(asked.request);
    var last = new AtomicReference<@Nullable Phase>();
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                transactions
                    .next(owner, id, last.get(), KEEP_ALIVE)
                    .invoke(progress -> last.set(progress.phase())))
        .whilst(Progress::isOpen)
        .onItem()
        .transformToUniAndConcatenate(progress -> view(owner, progress));
  }

  @POST
  @Path("/{id}/code")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Checks the digits that a phone shows for a QR code")
  @APIResponse(responseCode = "200", description = "The user is who they say")
  @APIResponse(responseCode = "403", description = "Wrong digits; after three the code is dead")
  public Uni<TransactionBody.View> code(
      @BeanParam LoginRequest asked,
      @PathParam("id") String transaction,
      @NotNull TransactionBody.Code body) {
    var address = body.address() == null ? "" : body.address();
    return authentication
        .decide(
            new PhoneAttempt.ByQrCode(
                asked.context(body.checkedLogin(), address), id(transaction), body.checkedCode()))
        .map(decision -> approved(decision, transaction));
  }

  private static TransactionBody.View approved(Decision decision, String transaction) {
    if (decision instanceof Decision.Refused refused) {
      throw new Refusal(refused.reason());
    }
    return new TransactionBody.View(transaction, "qrCode", "approved", true);
  }

  private Uni<TransactionBody.View> view(Owner owner, Progress progress) {
    boolean approved = progress.phase() == Phase.APPROVED || progress.phase() == Phase.COLLECTED;
    return approved
        ? transactions
            .collect(owner, progress)
            .replaceWith(() -> TransactionBody.View.of(progress, true))
        : Uni.createFrom().item(TransactionBody.View.of(progress, false));
  }

  /** The id of a path; a text that is none is unknown. */
  static UUID id(String text) {
    return UuidText.read(text, Reason.TRANSACTION_UNKNOWN);
  }
}
