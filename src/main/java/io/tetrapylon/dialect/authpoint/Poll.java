package io.tetrapylon.dialect.authpoint;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.challenge.ChallengeKind;
import io.tetrapylon.challenge.Owner;
import io.tetrapylon.challenge.Progress;
import io.tetrapylon.challenge.Transactions;
import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** How a caller of this API learns what became of its push. */
@Singleton
class Poll {
  private static final String AUTHORIZED =
      "{\"authenticationResult\":\"AUTHORIZED\",\"pushResult\":\"AUTHORIZED\"}";

  private final Transactions transactions;
  private final Authentication authentication;

  Poll(Transactions transactions, Authentication authentication) {
    this.transactions = transactions;
    this.authentication = authentication;
  }

  /** The answer of now, or of as soon as there is one within the wait. */
  Uni<Response> poll(Entrance.Entered entered, String transactionId, Duration wait) {
    var owner =
        new Owner(
            entered.caller().tenantId(),
            entered.caller().id(),
            entered.resourceId(),
            entered.caller().actor(entered.requestId()));
    var id = UuidText.read(transactionId);
    return (id == null ? unknown() : transactions.progress(owner, id, wait))
        .onFailure(Poll::isUnknown)
        .recoverWithUni(unknown -> unknown(owner))
        .chain(progress -> answer(owner, progress));
  }

  /**
   * That the resource is unknown is said first; it is looked up only where that can be the case.
   */
  private Uni<Progress> unknown(Owner owner) {
    return authentication.requireResource(owner.tenant(), owner.resourceId()).chain(Poll::unknown);
  }

  private static Uni<Progress> unknown() {
    return Uni.createFrom().failure(new Refusal(Reason.TRANSACTION_UNKNOWN));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.TRANSACTION_UNKNOWN;
  }

  private Uni<Response> answer(Owner owner, Progress progress) {
    if (progress.kind() != ChallengeKind.PUSH) {
      throw new Refusal(Reason.TRANSACTION_SETTLED);
    }
    return progress.isOpen()
        ? Uni.createFrom().item(stillOpen(progress))
        : transactions
            .collect(owner, progress)
            .replaceWith(() -> Response.ok(AUTHORIZED, MediaType.APPLICATION_JSON).build());
  }

  private static Response stillOpen(Progress progress) {
    var error =
        progress.phase() == Progress.Phase.REACHED
            ? AuthPointError.PUSH_RECEIVED
            : AuthPointError.PUSH_SENT;
    return Problem.of(error).rendering().toResponse();
  }
}
