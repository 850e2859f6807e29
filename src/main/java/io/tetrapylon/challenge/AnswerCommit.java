package io.tetrapylon.challenge;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
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
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down what an answer did, with its audit row. */
@ApplicationScoped
class AnswerCommit {
  private static final Logger LOG = Logger.getLogger(AnswerCommit.class);
  private static final String DECIDED = "CASE WHEN EXISTS (SELECT FROM consumed) THEN 1 ELSE 2 END";
  private static final String ENQUEUED =
      "(EXISTS (SELECT FROM enqueued_callback) OR EXISTS (SELECT FROM enqueued_alert)) AS enqueued";
  private static final String TRIED = "CASE WHEN EXISTS (SELECT FROM tried) THEN 1 ELSE 2 END";

  private final SqlTemplate<Map<String, Object>, RowSet<Row>> decide;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> countDigits;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> countInvalid;
  private final Ids ids;
  private final Clock clock;
  private final MeterRegistry metrics;
  private final Courier courier;

  AnswerCommit(Pool injected, Ids ids, Clock clock, MeterRegistry metrics, Courier courier) {
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    this.ids = ids;
    this.clock = clock;
    this.metrics = metrics;
    this.courier = courier;
    decide =
        template(
            pool,
            AuditInsert.choosing(DECIDED, ENQUEUED),
            CredentialGuard.LOCK_PHONE,
            SettleChallenge.DECIDE_PUSH,
            CredentialGuard.COUNT_PHONE,
            SettleChallenge.SETTLE_BUDGET,
            Outbox.callbackOf("consumed"),
            Outbox.alertWhen("#{decision}::text = 'FRAUD' AND EXISTS (SELECT FROM consumed)"));
    countDigits =
        template(
            pool,
            AuditInsert.choosing(TRIED),
            CredentialGuard.COUNT_FAILURE,
            SettleChallenge.COUNT_TRY,
            Outbox.callbackOf(SettleChallenge.DIED));
    countInvalid = template(pool, AuditInsert.choosing("1"), CredentialGuard.COUNT_FAILURE);
  }

  private static SqlTemplate<Map<String, Object>, RowSet<Row>> template(
      Pool pool, String insert, String... ctes) {
    return SqlTemplate.forQuery(pool, "WITH " + String.join(",\n", ctes) + "\n" + insert);
  }

  /**
   * An answer that is to be settled.
   *
   * @param challenge what it answers
   * @param requestId the request it came with
   * @param keys the tenant's
   * @param book the tenant's rules
   */
  record Attempt(PhoneChallenge challenge, String requestId, TenantKeys keys, Rulebook book) {
    int limit() {
      var rules = book.credentialRules().get(challenge.phone().policyId());
      var own = rules == null ? null : rules.failureLimit();
      return Objects.requireNonNullElse(own, book.limits().token());
    }
  }

  /** Decides the challenge, unless somebody else did or its time is over. */
  Uni<ChallengeState> decide(Attempt attempt, ChallengeState decision) {
    var parameters =
        auditing(attempt, event(attempt, decision), refused(attempt, Reason.TRANSACTION_SETTLED));
    parameters.put("device", attempt.challenge().phone().id());
    parameters.put("phone_credential", attempt.challenge().phone().credentialId());
    parameters.put("phone_limit", attempt.limit());
    parameters.put("decision", decision.name());
    parameters.put("denial_limit", attempt.book().push().denialLimit());
    parameters.put("stop", (int) attempt.book().push().stop().toSeconds());
    parameters.put("callback_id", ids.next());
    parameters.put("alert_id", ids.next());
    return decide
        .execute(parameters)
        .map(rows -> rows.iterator().next())
        .invoke(this::nudge)
        .map(row -> decided(attempt, decision, row.getString("reason")));
  }

  private void nudge(Row row) {
    if (row.getBoolean("enqueued")) {
      courier.nudge();
    }
  }

  private ChallengeState decided(
      Attempt attempt, ChallengeState decision, @Nullable String reason) {
    if (Reason.TRANSACTION_SETTLED.name().equals(reason)) {
      throw new Refusal(Reason.TRANSACTION_SETTLED);
    }
    metrics.counter("tetrapylon.answers", "decision", decision.name()).increment();
    if (decision == ChallengeState.FRAUD) {
      LOG.warnf(
          "A user reported a push as fraud: tenant %s, user %s, transaction %s",
          attempt.challenge().text().tenant(),
          attempt.challenge().text().user(),
          attempt.challenge().id());
    }
    return decision;
  }

  /** Counts wrong digits, on the challenge and on the phone. */
  Uni<Reason> countDigits(Attempt attempt) {
    var parameters =
        counting(
            attempt,
            refused(attempt, Reason.DIGITS_WRONG),
            refused(attempt, Reason.TRANSACTION_SETTLED));
    parameters.put("callback_id", ids.next());
    return countDigits.execute(parameters).invoke(courier::nudge).map(AnswerCommit::reason);
  }

  /** Counts an answer that is not signed as it must be, on the phone. */
  Uni<Reason> countInvalid(Attempt attempt, Flaw flaw) {
    var event = refused(attempt, Reason.ANSWER_INVALID).detailed("flaw=" + flaw);
    return countInvalid.execute(counting(attempt, event)).map(AnswerCommit::reason);
  }

  private static Map<String, Object> counting(Attempt attempt, AuditEvent... candidates) {
    var parameters = auditing(attempt, candidates);
    parameters.put("stranger", false);
    parameters.put("concerned", new UUID[] {attempt.challenge().phone().credentialId()});
    parameters.put("limits", new Integer[] {attempt.limit()});
    return parameters;
  }

  private static Map<String, Object> auditing(Attempt attempt, AuditEvent... candidates) {
    var parameters = new HashMap<>(AuditInsert.parameters(attempt.keys(), List.of(candidates)));
    parameters.put("tenant", attempt.challenge().tenant());
    parameters.put("challenge", attempt.challenge().id());
    return parameters;
  }

  private AuditEvent refused(Attempt attempt, Reason reason) {
    return event(attempt, ChallengeState.APPROVED).ended(Outcome.REFUSED, reason.name());
  }

  private AuditEvent event(Attempt attempt, ChallengeState decision) {
    var challenge = attempt.challenge();
    return new AuditEvent(
        challenge.tenant(),
        ids.next(),
        Micros.now(clock),
        "transaction.answer",
        decision == ChallengeState.APPROVED ? Outcome.GRANTED : Outcome.REFUSED,
        reason(decision),
        new Actor("device", challenge.phone().id().toString(), attempt.requestId()),
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

  private static Reason reason(RowSet<Row> rows) {
    return Reason.valueOf(rows.iterator().next().getString("reason"));
  }
}
