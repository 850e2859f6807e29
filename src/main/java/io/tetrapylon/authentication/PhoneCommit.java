package io.tetrapylon.authentication;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
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
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final String OPENED = "CASE WHEN EXISTS (SELECT FROM opened) THEN 1 ELSE 2 END";
  private static final String GRANTED = "CASE WHEN EXISTS (SELECT FROM consumed) THEN 1 ELSE 2 END";
  private static final String COUNTED = "CASE WHEN EXISTS (SELECT FROM tried) THEN 1 ELSE 2 END";

  /** A push where no password is wanted; the benchmark sends it bare. */
  static final String PUSH = sql(OpenChallenge.PUSH, AuditInsert.choosing(PUSHED, WHICH));

  /** The approval of a QR code; the benchmark sends it bare. */
  static final String APPROVE =
      sql(
          String.join(
              ",\n",
              CredentialGuard.LOCK_PHONE,
              SettleChallenge.APPROVE_QR_CODE,
              CredentialGuard.COUNT_PHONE,
              UserTraces.REMEMBER_CONSUMED,
              Outbox.callbackOf("consumed")),
          AuditInsert.choosing(GRANTED));

  private final SqlTemplate<Map<String, Object>, RowSet<Row>> push;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> pushAfterPassword;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> request;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> qrCode;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> qrCodeAfterPassword;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> approval;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> wrongCode;
  private final Courier courier;
  private final Ids ids;

  PhoneCommit(Pool injected, Courier courier, Ids ids) {
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    this.courier = courier;
    this.ids = ids;
    push = SqlTemplate.forQuery(pool, PUSH);
    request = template(pool, OpenChallenge.REQUEST, AuditInsert.choosing(PUSHED, WHICH_NUMBER));
    pushAfterPassword =
        template(
            pool,
            CredentialGuard.CONSUME_PASSWORD + ",\n" + OpenChallenge.PUSH_AFTER_PASSWORD,
            AuditInsert.choosing(PUSHED, WHICH));
    qrCode = template(pool, OpenChallenge.QR_CODE, AuditInsert.choosing(OPENED));
    qrCodeAfterPassword =
        template(
            pool,
            CredentialGuard.CONSUME_PASSWORD + ",\n" + OpenChallenge.QR_CODE_AFTER_PASSWORD,
            AuditInsert.choosing(OPENED));
    approval = SqlTemplate.forQuery(pool, APPROVE);
    wrongCode =
        template(
            pool,
            String.join(
                ",\n",
                CredentialGuard.COUNT_FAILURE,
                SettleChallenge.COUNT_TRY,
                Outbox.callbackOf(SettleChallenge.DIED)),
            AuditInsert.choosing(COUNTED));
  }

  private static SqlTemplate<Map<String, Object>, RowSet<Row>> template(
      Pool pool, String ctes, String insert) {
    return SqlTemplate.forQuery(pool, sql(ctes, insert));
  }

  private static String sql(String ctes, String insert) {
    return "WITH " + ctes + "\n" + insert;
  }

  /** Opens a push or a QR code, if the password's guard and the limits of pushes let it. */
  Uni<Decision> open(Verdict.Asked asked, AuditEvent event, TenantKeys keys) {
    return asked.question().kind() == ChallengeKind.PUSH
        ? openPush(asked, event, keys)
        : openQrCode(asked, event, keys);
  }

  private Uni<Decision> openPush(Verdict.Asked asked, AuditEvent event, TenantKeys keys) {
    var parameters =
        auditing(
            keys,
            event.ended(Outcome.PENDING, null),
            event.ended(Outcome.PENDING, JOINED),
            refused(event, Reason.PUSH_LIMITED),
            refused(event, Reason.RACE_LOST));
    parameters.putAll(asked.question().parameters());
    parameters.putAll(Outbox.parameters(ids));
    putPassword(parameters, asked.password());
    var terms = asked.question().terms();
    if (terms != null) {
      parameters.putAll(terms.parameters(keys));
    }
    return (terms != null ? request : asked.password() == null ? push : pushAfterPassword)
        .execute(parameters)
        .map(rows -> rows.iterator().next())
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
        auditing(keys, event.ended(Outcome.PENDING, null), refused(event, Reason.RACE_LOST));
    parameters.putAll(asked.question().parameters());
    putPassword(parameters, asked.password());
    return (asked.password() == null ? qrCode : qrCodeAfterPassword)
        .execute(parameters)
        .map(
            rows ->
                rows.iterator().next().getString("reason") == null
                    ? pending(keys, asked.question().id(), null, asked.command())
                    : new Decision.Refused(Reason.RACE_LOST));
  }

  private static Decision.Pending pending(
      TenantKeys keys, UUID id, @Nullable Integer digitsKey, @Nullable String command) {
    String digits = digitsKey == null ? null : NumberMatching.digits(keys, digitsKey, id);
    return new Decision.Pending(id, digits, command, null, null);
  }

  /** Approves a QR code whose digits were right. */
  Uni<Decision> approve(Verdict.QrCodeAccepted accepted, AuditEvent event, TenantKeys keys) {
    var parameters =
        auditing(keys, event.ended(Outcome.GRANTED, null), refused(event, Reason.RACE_LOST));
    parameters.put("tenant", event.tenantId());
    parameters.put("challenge", accepted.challenge());
    parameters.put("device", accepted.device());
    parameters.put("phone_credential", accepted.phone().id());
    parameters.put("phone_limit", accepted.phone().limit());
    return settled(approval, parameters);
  }

  /** Counts wrong digits: on the challenge, and on each phone that could have shown them. */
  Uni<Decision> countWrong(Verdict.QrCodeWrong wrong, AuditEvent event, TenantKeys keys) {
    var parameters =
        auditing(
            keys, refused(event, Reason.CODE_WRONG), refused(event, Reason.TRANSACTION_SETTLED));
    parameters.put("tenant", event.tenantId());
    parameters.put("challenge", wrong.challenge());
    parameters.put("stranger", false);
    parameters.put(
        "concerned", wrong.compared().stream().map(Verdict.Guarded::id).toArray(UUID[]::new));
    parameters.put(
        "limits", wrong.compared().stream().map(Verdict.Guarded::limit).toArray(Integer[]::new));
    return settled(wrongCode, parameters);
  }

  /** Runs a statement that may end a challenge; the next tick of the courier tells of that. */
  private Uni<Decision> settled(
      SqlTemplate<Map<String, Object>, RowSet<Row>> statement, Map<String, Object> parameters) {
    parameters.put("callback_id", ids.next());
    return statement.execute(parameters).map(PhoneCommit::decided);
  }

  private static void putPassword(
      Map<String, Object> parameters, Verdict.@Nullable Guarded password) {
    if (password != null) {
      parameters.put("password_credential", password.id());
      parameters.put("password_limit", password.limit());
    }
  }

  private static Map<String, Object> auditing(TenantKeys keys, AuditEvent... candidates) {
    return new HashMap<>(AuditInsert.parameters(keys, List.of(candidates)));
  }

  private static AuditEvent refused(AuditEvent event, Reason reason) {
    return event.ended(Outcome.REFUSED, reason.name());
  }

  private static Decision decided(RowSet<Row> rows) {
    String reason = rows.iterator().next().getString("reason");
    return reason == null ? new Decision.Granted() : new Decision.Refused(Reason.valueOf(reason));
  }
}
