package io.tetrapylon.authentication;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.credential.oob.OobStatements;
import io.tetrapylon.dispatch.Courier;
import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.UserTraces;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The second of the two visits where a code travels: one statement that takes it from the budgets,
 * issues it with its message and inserts the audit row; or one that uses it up.
 */
@ApplicationScoped
class CodeCommit {
  private static final String LIMITED = "LIMITED";
  private static final String ISSUED =
      "CASE WHEN EXISTS (SELECT FROM issued) THEN 1 WHEN NOT EXISTS (SELECT FROM admitted) THEN 2"
          + " ELSE (SELECT CASE refusal WHEN 'FEATURE_OFF' THEN 3 WHEN 'LIMITED' THEN 4 WHEN 'UNSENT' THEN 5"
          + " ELSE 6 END FROM admitted) END";
  private static final String USED = "CASE WHEN EXISTS (SELECT FROM consumed) THEN 1 ELSE 2 END";
  private static final String MESSAGE =
      Outbox.enqueueCodeWhen("EXISTS (SELECT FROM issued)", "(SELECT expires_at FROM issued)");

  private final SqlTemplate<Map<String, Object>, RowSet<Row>> issue;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> issueAfterPassword;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> use;
  private final Courier courier;
  private final Ids ids;

  CodeCommit(Pool injected, Courier courier, Ids ids) {
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    this.courier = courier;
    this.ids = ids;
    issue = issuing(pool, OobStatements.ISSUE_CODE);
    issueAfterPassword =
        issuing(
            pool,
            CredentialGuard.CONSUME_PASSWORD + ",\n" + OobStatements.ISSUE_CODE_AFTER_PASSWORD);
    use =
        SqlTemplate.forQuery(
            pool,
            "WITH "
                + String.join(
                    ",\n",
                    CredentialGuard.LOCK_DESTINATION,
                    OobStatements.USE_CODE,
                    CredentialGuard.COUNT_PHONE,
                    UserTraces.REMEMBER_CONSUMED)
                + "\n"
                + AuditInsert.choosing(USED));
  }

  private static SqlTemplate<Map<String, Object>, RowSet<Row>> issuing(Pool pool, String ctes) {
    return SqlTemplate.forQuery(
        pool,
        "WITH "
            + ctes
            + ",\n"
            + MESSAGE
            + "\n"
            + AuditInsert.choosing(ISSUED, "(SELECT refusal FROM admitted) AS refusal"));
  }

  /**
   * Issues a code, if the password's guard and the budgets let it. Without a password, whoever has
   * no destination, or nothing that may be sent to it, is answered as who has: the trail knows.
   */
  Uni<Decision> issue(
      Verdict.CodeAsked asked, AuditEvent event, TenantKeys keys, Attempt.Context context) {
    var parameters =
        auditing(
            keys,
            event.ended(Outcome.PENDING, null),
            refused(event, Reason.RACE_LOST),
            refused(event, Reason.FEATURE_OFF),
            refused(event, Reason.DESTINATION_LIMITED),
            refused(event, Reason.DESTINATION_LIMITED),
            refused(event, asked.otherwise()));
    put(parameters, asked, keys, context);
    var password = asked.password();
    if (password != null) {
      parameters.put("password_credential", password.id());
      parameters.put("password_limit", password.limit());
    }
    return (password == null ? issue : issueAfterPassword)
        .execute(parameters)
        .map(rows -> decision(asked, rows.iterator().next()))
        .invoke(courier::nudge);
  }

  private void put(
      Map<String, Object> parameters,
      Verdict.CodeAsked asked,
      TenantKeys keys,
      Attempt.Context context) {
    var to = asked.to();
    parameters.put("tenant", keys.tenant());
    parameters.put("email", asked.kind() == OobKind.EMAIL);
    parameters.put("user_key", Buffer.buffer(asked.userKey()));
    parameters.put("network_key", buffer(asked.networkKey()));
    parameters.put("destination_key", to == null ? null : Buffer.buffer(to.destinationMac()));
    parameters.put("prefix_key", to == null ? null : buffer(to.prefixMac()));
    parameters.put("oob_credential", to == null ? null : to.row().id());
    parameters.put("target", to == null ? null : to.targetId());
    parameters.put("stranger", asked.stranger());
    parameters.put("challenge", asked.id());
    parameters.put("user", asked.user());
    parameters.put("caller", context.caller().id());
    parameters.put("resource", context.resourceId());
    parameters.put("network", context.origin().network());
    parameters.put("key_version", keys.currentVersion());
    parameters.putAll(Outbox.parameters(ids));
  }

  private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }

  private static Decision decision(Verdict.CodeAsked asked, Row row) {
    var text = row.getString("reason");
    if (text == null) {
      return pending(asked);
    }
    var reason = Reason.valueOf(text);
    boolean told =
        asked.password() != null
            || reason == Reason.FEATURE_OFF
            || LIMITED.equals(row.getString("refusal"));
    return told ? new Decision.Refused(reason) : pending(asked);
  }

  private static Decision pending(Verdict.CodeAsked asked) {
    return new Decision.Pending(asked.id(), null, null, null, null);
  }

  /** Uses a code up. */
  Uni<Decision> use(Verdict.MessageCodeAccepted accepted, AuditEvent event, TenantKeys keys) {
    var parameters =
        auditing(keys, event.ended(Outcome.GRANTED, null), refused(event, Reason.RACE_LOST));
    parameters.put("tenant", keys.tenant());
    parameters.put("challenge", accepted.code());
    parameters.put("phone_credential", accepted.destination().id());
    parameters.put("phone_limit", accepted.destination().limit());
    parameters.put("stranger", accepted.stranger());
    return use.execute(parameters)
        .map(rows -> rows.iterator().next().getString("reason"))
        .map(
            reason ->
                reason == null
                    ? new Decision.Granted()
                    : new Decision.Refused(Reason.valueOf(reason)));
  }

  private static Map<String, Object> auditing(TenantKeys keys, AuditEvent... candidates) {
    return new HashMap<>(AuditInsert.parameters(keys, List.of(candidates)));
  }

  private static AuditEvent refused(AuditEvent event, Reason reason) {
    return event.ended(Outcome.REFUSED, reason.name());
  }
}
