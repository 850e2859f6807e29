package io.tetrapylon.challenge;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.device.protocol.Flaw;
import io.tetrapylon.dispatch.Courier;
import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down what an answer did, with its audit row. */
@ApplicationScoped
class AnswerCommit {
  private static final Logger LOG = Logger.getLogger(AnswerCommit.class);
  private static final String ENQUEUED =
      "(EXISTS (SELECT FROM enqueued_callback) OR EXISTS (SELECT FROM enqueued_alert)) AS enqueued";

  private final GuardedStatement decide;
  private final GuardedStatement countDigits;
  private final GuardedStatement countInvalid;
  private final Ids ids;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Courier courier;

  AnswerCommit(Pool pool, Ids ids, Clock clock, MeterRegistry metrics, Courier courier) {
    this.ids = ids;
    this.clock = clock;
    this.metrics = metrics;
    this.courier = courier;
    decide =
        new GuardedStatement(
            pool,
            GuardedStatement.returning(
                ENQUEUED,
                GuardedStatement.whether("consumed"),
                CredentialGuard.LOCK_PHONE,
                SettleChallenge.DECIDE_PUSH,
                CredentialGuard.COUNT_PHONE,
                SettleChallenge.SETTLE_BUDGET,
                Outbox.callbackOf("consumed"),
                Outbox.alertWhen("#{decision}::text = 'FRAUD' AND EXISTS (SELECT FROM consumed)")));
    countDigits =
        new GuardedStatement(
            pool,
            GuardedStatement.sql(
                GuardedStatement.whether("tried"),
                CredentialGuard.COUNT_FAILURE,
                SettleChallenge.COUNT_TRY,
                Outbox.callbackOf(SettleChallenge.DIED)));
    countInvalid =
        new GuardedStatement(pool, GuardedStatement.sql("1", CredentialGuard.COUNT_FAILURE));
  }

  /**
   * An answer that is to be settled.
   *
   * @param challenge what it answers
   * @param requestId the request it came with
   * @param keys the tenant's
   * @param book the tenant's rules
   */
  record Answer(PhoneChallenge challenge, String requestId, TenantKeys keys, Rulebook book) {
    int limit() {
      var rules = book.credentialRules().get(challenge.phone().policyId());
      var own = rules == null ? null : rules.failureLimit();
      return Objects.requireNonNullElse(own, book.limits().token());
    }
  }

  /** Decides the challenge, unless somebody else did or its time is over. */
  Uni<ChallengeState> decide(Answer answer, ChallengeState decision) {
    var event = event(answer, decision);
    var parameters = auditing(answer, event, event.refused(Reason.TRANSACTION_SETTLED));
    parameters.put("device", answer.challenge().phone().id());
    parameters.put("phone_credential", answer.challenge().phone().credentialId());
    parameters.put("phone_limit", answer.limit());
    parameters.put("decision", decision.name());
    parameters.put("denial_limit", answer.book().push().denialLimit());
    parameters.put("stop", (int) answer.book().push().stop().toSeconds());
    parameters.put("callback_id", ids.next());
    parameters.put("alert_id", ids.next());
    return decide
        .execute(parameters)
        .invoke(this::nudge)
        .map(row -> decided(answer, decision, row.getString("reason")));
  }

  private void nudge(Row row) {
    if (row.getBoolean("enqueued")) {
      courier.nudge();
    }
  }

  private ChallengeState decided(Answer answer, ChallengeState decision, @Nullable String reason) {
    if (Reason.TRANSACTION_SETTLED.name().equals(reason)) {
      throw new Refusal(Reason.TRANSACTION_SETTLED);
    }
    metrics.counter("tetrapylon.answers", "decision", decision.name()).increment();
    if (decision == ChallengeState.FRAUD) {
      LOG.warnf(
          "A user reported a push as fraud: tenant %s, user %s, transaction %s",
          answer.challenge().text().tenant(),
          answer.challenge().text().user(),
          answer.challenge().id());
    }
    return decision;
  }

  /** Counts wrong digits, on the challenge and on the phone. */
  Uni<Reason> countDigits(Answer answer) {
    var event = event(answer, ChallengeState.APPROVED);
    var parameters =
        counting(
            answer, event.refused(Reason.DIGITS_WRONG), event.refused(Reason.TRANSACTION_SETTLED));
    parameters.put("callback_id", ids.next());
    return countDigits.execute(parameters).invoke(courier::nudge).map(AnswerCommit::reason);
  }

  /** Counts an answer that is not signed as it must be, on the phone. */
  Uni<Reason> countInvalid(Answer answer, Flaw flaw) {
    var event = event(answer, ChallengeState.APPROVED).refused(Reason.ANSWER_INVALID);
    return countInvalid
        .execute(counting(answer, event.detailed("flaw=" + flaw)))
        .map(AnswerCommit::reason);
  }

  private static Map<String, Object> counting(Answer answer, AuditEvent... candidates) {
    var parameters = auditing(answer, candidates);
    parameters.put("stranger", false);
    parameters.put("concerned", new UUID[] {answer.challenge().phone().credentialId()});
    parameters.put("limits", new Integer[] {answer.limit()});
    return parameters;
  }

  private static Map<String, Object> auditing(Answer answer, AuditEvent... candidates) {
    var parameters = GuardedStatement.parameters(answer.keys(), candidates);
    parameters.put("challenge", answer.challenge().id());
    return parameters;
  }

  private AuditEvent event(Answer answer, ChallengeState decision) {
    var challenge = answer.challenge();
    return new AuditEvent(
        challenge.tenant(),
        ids.next(),
        Micros.now(clock),
        "transaction.answer",
        decision == ChallengeState.APPROVED ? Outcome.GRANTED : Outcome.REFUSED,
        reason(decision),
        new Actor("device", challenge.phone().id().toString(), answer.requestId()),
        "transaction",
        challenge.id().toString(),
        challenge.text().user(),
        Owner.resource(challenge.text().resource()),
        null,
        challenge.shown().trail());
  }

  private static @Nullable String reason(ChallengeState decision) {
    return switch (decision) {
      case DENIED -> Reason.PUSH_DENIED.name();
      case FRAUD -> Reason.PUSH_FRAUD.name();
      default -> null;
    };
  }

  private static Reason reason(Row row) {
    return Reason.valueOf(row.getString("reason"));
  }
}
