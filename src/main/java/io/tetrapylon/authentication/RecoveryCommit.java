package io.tetrapylon.authentication;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.recovery.RecoveryGuard;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The second of the two visits of an attempt by recovery code: used up, or counted. */
@ApplicationScoped
class RecoveryCommit {
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> alone;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> afterPassword;

  RecoveryCommit(Pool injected) {
    // Templates look into the client, so they want the pool itself and not CDI's proxy of it.
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    alone = template(pool, RecoveryGuard.ALONE);
    afterPassword =
        template(pool, CredentialGuard.CONSUME_PASSWORD + ",\n" + RecoveryGuard.AFTER_PASSWORD);
  }

  private static SqlTemplate<Map<String, Object>, RowSet<Row>> template(Pool pool, String ctes) {
    return SqlTemplate.forQuery(
        pool, "WITH " + ctes + "\n" + AuditInsert.choosing(RecoveryGuard.OUTCOME));
  }

  Uni<Decision> redeem(Verdict.RecoveryTried tried, AuditEvent event, TenantKeys keys) {
    var parameters =
        new HashMap<String, Object>(
            AuditInsert.parameters(
                keys,
                List.of(
                    event.ended(Outcome.GRANTED, null),
                    refused(event, Reason.RACE_LOST),
                    refused(event, Reason.CODE_USED),
                    refused(event, Reason.CREDENTIAL_LOCKED),
                    refused(event, Reason.CODE_WRONG))));
    parameters.put("tenant", event.tenantId());
    parameters.put("recovery_credential", tried.codes().id());
    parameters.put("recovery_limit", tried.codes().limit());
    parameters.put("stranger", tried.stranger());
    parameters.put("code_macs", tried.macs().stream().map(Buffer::buffer).toArray(Buffer[]::new));
    var password = tried.password();
    if (password == null) {
      return alone.execute(parameters).map(RecoveryCommit::decision);
    }
    parameters.put("password_credential", password.id());
    parameters.put("password_limit", password.limit());
    return afterPassword.execute(parameters).map(RecoveryCommit::decision);
  }

  private static AuditEvent refused(AuditEvent event, Reason reason) {
    return event.ended(Outcome.REFUSED, reason.name());
  }

  private static Decision decision(RowSet<Row> rows) {
    String reason = rows.iterator().next().getString("reason");
    return reason == null ? new Decision.Granted() : new Decision.Refused(Reason.valueOf(reason));
  }
}
