package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.challenge.ChallengeKind;
import io.tetrapylon.challenge.NumberMatching;
import io.tetrapylon.challenge.OpenChallenge;
import io.tetrapylon.challenge.SettleChallenge;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.dispatch.Courier;
import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.UserTraces;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The second of the two visits where a phone is asked or answers by a code: one statement that
 * opens the challenge with its messages, or settles it, and inserts the audit row.
 */
@ApplicationScoped
class PhoneCommit {
  private static final String JOINED = "JOINED";
  private static final String PUSHED =
      "CASE WHEN EXISTS (SELECT FROM opened) THEN 1"
          + " WHEN EXISTS (SELECT FROM admitted WHERE joined IS NOT NULL) THEN 2"
          + " WHEN EXISTS (SELECT FROM admitted) THEN 3 ELSE 4 END";
  private static final String WHICH =
      "(SELECT joined FROM admitted) AS joined, (SELECT joined_digits FROM admitted) AS joined_digits,"
          + " EXISTS (SELECT FROM enqueued) AS enqueued";
  private static final String WHICH_NUMBER = WHICH + ", (SELECT number FROM opened) AS number";
  private static final String OPENED = GuardedStatement.whether("opened");

  /** A push where no password is wanted; the benchmark sends it bare. */
  static final String PUSH = GuardedStatement.returning(WHICH, PUSHED, OpenChallenge.PUSH);

  /** The approval of a QR code; the benchmark sends it bare. */
  static final String APPROVE =
      GuardedStatement.sql(
          Statement.GRANTED_OR_LOST,
          CredentialGuard.LOCK_PHONE,
          SettleChallenge.APPROVE_QR_CODE,
          CredentialGuard.COUNT_PHONE,
          UserTraces.REMEMBER_CONSUMED,
          Outbox.callbackOf("consumed"));

  private final Statement push;
  private final Statement pushAfterPassword;
  private final Statement request;
  private final Statement qrCode;
  private final Statement qrCodeAfterPassword;
  private final Statement approval;
  private final Statement wrongCode;
  private final Courier courier;
  private final Ids ids;

  PhoneCommit(Pool pool, Courier courier, Ids ids) {
    this.courier = courier;
    this.ids = ids;
    push = new Statement(pool, PUSH);
    pushAfterPassword =
        new Statement(
            pool,
            GuardedStatement.returning(
                WHICH,
                PUSHED,
                CredentialGuard.CONSUME_PASSWORD,
                OpenChallenge.PUSH_AFTER_PASSWORD));
    request =
        new Statement(
            pool, GuardedStatement.returning(WHICH_NUMBER, PUSHED, OpenChallenge.REQUEST));
    qrCode = new Statement(pool, GuardedStatement.sql(OPENED, OpenChallenge.QR_CODE));
    qrCodeAfterPassword =
        new Statement(
            pool,
            GuardedStatement.sql(
                OPENED, CredentialGuard.CONSUME_PASSWORD, OpenChallenge.QR_CODE_AFTER_PASSWORD));
    approval = new Statement(pool, APPROVE);
    wrongCode =
        new Statement(
            pool,
            GuardedStatement.sql(
                GuardedStatement.whether("tried"),
                CredentialGuard.COUNT_FAILURE,
                SettleChallenge.COUNT_TRY,
                Outbox.callbackOf(SettleChallenge.DIED)));
  }

  /** Opens a push or a QR code, if the password's guard and the limits of pushes let it. */
  Uni<Decision> open(Verdict.Asked asked, AuditEvent event, TenantKeys keys) {
    return asked.question().kind() == ChallengeKind.PUSH
        ? openPush(asked, event, keys)
        : openQrCode(asked, event, keys);
  }

  private Uni<Decision> openPush(Verdict.Asked asked, AuditEvent event, TenantKeys keys) {
    var parameters =
        Parameters.of(
                keys,
                event.pending(),
                event.ended(Outcome.PENDING, JOINED),
                event.refused(Reason.PUSH_LIMITED),
                event.refused(Reason.RACE_LOST))
            .putAll(asked.question().parameters())
            .putAll(Outbox.parameters(ids))
            .guard("password", asked.password());
    var terms = asked.question().terms();
    if (terms != null) {
      parameters.putAll(terms.parameters(keys));
    }
    return (terms != null ? request : asked.password() == null ? push : pushAfterPassword)
        .execute(parameters)
        .invoke(this::nudge)
        .map(row -> pushed(row, asked, keys));
  }

  /** Phones without an address are not sent anything: they ask. */
  private void nudge(Row row) {
    if (row.getBoolean("enqueued")) {
      courier.nudge();
    }
  }

  private static Decision pushed(Row row, Verdict.Asked asked, TenantKeys keys) {
    String reason = row.getString("reason");
    if (reason == null) {
      var question = asked.question();
      var pending = pending(keys, question.id(), question.digitsKey(), null);
      return question.terms() == null
          ? pending
          : pending.asRequest(row.getLong("number"), question.rules().lifetime());
    }
    return reason.equals(JOINED)
        ? pending(keys, row.getUUID("joined"), row.getInteger("joined_digits"), null)
        : new Decision.Refused(Reason.valueOf(reason));
  }

  private Uni<Decision> openQrCode(Verdict.Asked asked, AuditEvent event, TenantKeys keys) {
    var parameters =
        Parameters.orLost(keys, event.pending())
            .putAll(asked.question().parameters())
            .guard("password", asked.password());
    return (asked.password() == null ? qrCode : qrCodeAfterPassword)
        .decide(parameters, pending(keys, asked.question().id(), null, asked.command()));
  }

  private static Decision.Pending pending(
      TenantKeys keys, UUID id, @Nullable Integer digitsKey, @Nullable String command) {
    String digits = digitsKey == null ? null : NumberMatching.digits(keys, digitsKey, id);
    return new Decision.Pending(id, digits, command, null, null);
  }

  /** Approves a QR code whose digits were right; the courier's next tick tells of it. */
  Uni<Decision> approve(Verdict.QrCodeAccepted accepted, AuditEvent event, TenantKeys keys) {
    return approval.decide(
        Parameters.orLost(keys, event.granted())
            .put("challenge", accepted.challenge())
            .put("device", accepted.device())
            .guard("phone", accepted.phone())
            .put("callback_id", ids.next()));
  }

  /**
   * Counts wrong digits: on the challenge, and on each phone that could have shown them. The
   * courier's next tick tells of a challenge that they end.
   */
  Uni<Decision> countWrong(Verdict.QrCodeWrong wrong, AuditEvent event, TenantKeys keys) {
    return wrongCode.decide(
        Parameters.of(
                keys, event.refused(Reason.CODE_WRONG), event.refused(Reason.TRANSACTION_SETTLED))
            .put("challenge", wrong.challenge())
            .compared(wrong.compared(), false)
            .put("callback_id", ids.next()));
  }
}
