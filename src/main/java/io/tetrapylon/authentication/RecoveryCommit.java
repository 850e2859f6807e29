package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.recovery.RecoveryGuard;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** The second of the two visits of an attempt by recovery code: used up, or counted. */
@ApplicationScoped
class RecoveryCommit {
  private final Statement alone;
  private final Statement afterPassword;

  RecoveryCommit(Pool pool) {
    alone = new Statement(pool, GuardedStatement.sql(RecoveryGuard.OUTCOME, RecoveryGuard.ALONE));
    afterPassword =
        new Statement(
            pool,
            GuardedStatement.sql(
                RecoveryGuard.OUTCOME,
                CredentialGuard.CONSUME_PASSWORD,
                RecoveryGuard.AFTER_PASSWORD));
  }

  Uni<Decision> redeem(Verdict.RecoveryTried tried, AuditEvent event, TenantKeys keys) {
    var parameters =
        Parameters.of(
                keys,
                event.granted(),
                event.refused(Reason.RACE_LOST),
                event.refused(Reason.CODE_USED),
                event.refused(Reason.CREDENTIAL_LOCKED),
                event.refused(Reason.CODE_WRONG))
            .guard("recovery", tried.codes())
            .guard("password", tried.password())
            .put("stranger", tried.stranger())
            .put("code_macs", tried.macs().stream().map(Buffer::buffer).toArray(Buffer[]::new));
    return (tried.password() == null ? alone : afterPassword).decide(parameters);
  }
}
