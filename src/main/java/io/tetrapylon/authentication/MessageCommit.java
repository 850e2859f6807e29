package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.oob.OobCandidate;
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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The second of the two visits where a code travels: one statement that takes it from the budgets,
 * issues it with its message and inserts the audit row; or one that uses it up.
 */
@ApplicationScoped
class MessageCommit {
  private static final String LIMITED = "LIMITED";
  private static final String ISSUED =
      "CASE WHEN EXISTS (SELECT FROM issued) THEN 1 WHEN NOT EXISTS (SELECT FROM admitted) THEN 2"
          + " ELSE (SELECT CASE refusal WHEN 'FEATURE_OFF' THEN 3 WHEN 'LIMITED' THEN 4 WHEN 'UNSENT' THEN 5"
          + " ELSE 6 END FROM admitted) END";
  private static final String WHY_NOT = "(SELECT refusal FROM admitted) AS refusal";
  private static final String MESSAGE =
      Outbox.enqueueCodeWhen("EXISTS (SELECT FROM issued)", "(SELECT expires_at FROM issued)");

  private final Statement issue;
  private final Statement issueAfterPassword;
  private final Statement use;
  private final Courier courier;
  private final Ids ids;

  MessageCommit(Pool pool, Courier courier, Ids ids) {
    this.courier = courier;
    this.ids = ids;
    issue =
        new Statement(
            pool, GuardedStatement.returning(WHY_NOT, ISSUED, OobStatements.ISSUE_CODE, MESSAGE));
    issueAfterPassword =
        new Statement(
            pool,
            GuardedStatement.returning(
                WHY_NOT,
                ISSUED,
                CredentialGuard.CONSUME_PASSWORD,
                OobStatements.ISSUE_CODE_AFTER_PASSWORD,
                MESSAGE));
    use =
        new Statement(
            pool,
            GuardedStatement.sql(
                Statement.GRANTED_OR_LOST,
                CredentialGuard.LOCK_DESTINATION,
                OobStatements.USE_CODE,
                CredentialGuard.COUNT_PHONE,
                UserTraces.REMEMBER_CONSUMED));
  }

  /**
   * Issues a code, if the password's guard and the budgets let it. Without a password, whoever has
   * no destination, or nothing that may be sent to it, is answered as who has: the trail knows.
   */
  Uni<Decision> issue(
      Verdict.MessageCodeAsked asked, AuditEvent event, TenantKeys keys, Attempt.Context context) {
    return (asked.password() == null ? issue : issueAfterPassword)
        .execute(issuing(asked, event, keys, context))
        .map(row -> decision(asked, row))
        .invoke(courier::nudge);
  }

  private Parameters issuing(
      Verdict.MessageCodeAsked asked, AuditEvent event, TenantKeys keys, Attempt.Context context) {
    return Parameters.of(
            keys,
            event.pending(),
            event.refused(Reason.RACE_LOST),
            event.refused(Reason.FEATURE_OFF),
            event.refused(Reason.DESTINATION_LIMITED),
            event.refused(Reason.DESTINATION_LIMITED),
            event.refused(asked.otherwise()))
        .guard("password", asked.password())
        .put("email", asked.kind() == OobKind.EMAIL)
        .put("user_key", Buffer.buffer(asked.userKey()))
        .put("network_key", buffer(asked.networkKey()))
        .put("stranger", asked.stranger())
        .put("challenge", asked.id())
        .put("user", asked.user())
        .put("caller", context.caller().id())
        .put("resource", context.resourceId())
        .put("network", context.origin().network())
        .put("key_version", keys.currentVersion())
        .putAll(destination(asked.to()))
        .putAll(Outbox.parameters(ids));
  }

  private static Map<String, Object> destination(@Nullable OobCandidate to) {
    var parameters = new HashMap<String, Object>();
    parameters.put("destination_key", to == null ? null : Buffer.buffer(to.destinationMac()));
    parameters.put("prefix_key", to == null ? null : buffer(to.prefixMac()));
    parameters.put("oob_credential", to == null ? null : to.row().id());
    parameters.put("target", to == null ? null : to.targetId());
    return parameters;
  }

  private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }

  private static Decision decision(Verdict.MessageCodeAsked asked, Row row) {
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

  private static Decision pending(Verdict.MessageCodeAsked asked) {
    return new Decision.Pending(asked.id(), null, null, null, null);
  }

  /** Uses a code up. */
  Uni<Decision> use(Verdict.MessageCodeAccepted accepted, AuditEvent event, TenantKeys keys) {
    return use.decide(
        Parameters.orLost(keys, event.granted())
            .put("challenge", accepted.code())
            .guard("phone", accepted.destination())
            .put("stranger", accepted.stranger()));
  }
}
