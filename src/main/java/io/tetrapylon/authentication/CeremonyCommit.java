package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.fido2.CeremonyGuard;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.UserTraces;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The second of the two visits where a key is asked or answers, by FIDO2 or by UAF: one statement
 * that issues a challenge or uses it up, checks and moves the key's counter under its guards, and
 * inserts the audit row.
 */
@ApplicationScoped
class CeremonyCommit {
  /** An assertion; the benchmark sends it bare. */
  static final String GRANT_ASSERTION =
      GuardedStatement.sql(
          Statement.GRANTED_OR_LOST,
          CeremonyGuard.USE_UP,
          CredentialGuard.CONSUME_KEY,
          CeremonyGuard.NOTE,
          UserTraces.REMEMBER_NETWORK);

  private static final String ISSUED = GuardedStatement.whether("issued");

  private final Statement issue;
  private final Statement issueAfterPassword;
  private final Statement grantAssertion;
  private final Statement grantUaf;
  private final Statement count;
  private final Statement refuse;

  CeremonyCommit(Pool pool) {
    issue = new Statement(pool, GuardedStatement.sql(ISSUED, CeremonyGuard.ISSUE));
    issueAfterPassword =
        new Statement(
            pool,
            GuardedStatement.sql(
                ISSUED, CredentialGuard.CONSUME_PASSWORD, CeremonyGuard.ISSUE_IF_CONSUMED));
    grantAssertion = new Statement(pool, GRANT_ASSERTION);
    grantUaf =
        new Statement(
            pool,
            GuardedStatement.sql(
                Statement.GRANTED_OR_LOST,
                CeremonyGuard.USE_UP,
                CredentialGuard.CONSUME_KEY,
                UserTraces.REMEMBER_NETWORK));
    count =
        new Statement(
            pool, GuardedStatement.sql("1", CeremonyGuard.USE_UP, CredentialGuard.COUNT_FAILURE));
    refuse = new Statement(pool, GuardedStatement.sql("1", CeremonyGuard.USE_UP));
  }

  /** Issues a challenge to FIDO2 credentials, if the password's guard lets it. */
  Uni<Decision> issue(Verdict.Fido2Asked asked, AuditEvent event, TenantKeys keys, UUID caller) {
    var challenged = asked.challenged();
    var ceremony = CeremonyGuard.parameters(event.tenantId(), caller, challenged.ceremony());
    return issue(ceremony, asked.password(), challenged, event, keys);
  }

  /** Issues a challenge to UAF authenticators, if the password's guard lets it. */
  Uni<Decision> issue(Verdict.UafAsked asked, AuditEvent event, TenantKeys keys, UUID caller) {
    var ceremony = asked.ceremony().parameters(event.tenantId(), caller);
    return issue(ceremony, asked.password(), new Decision.UafAsked(asked.request()), event, keys);
  }

  private Uni<Decision> issue(
      Map<String, Object> ceremony,
      Verdict.@Nullable Guarded password,
      Decision asked,
      AuditEvent event,
      TenantKeys keys) {
    var parameters =
        Parameters.orLost(keys, event.pending()).putAll(ceremony).guard("password", password);
    return (password == null ? issue : issueAfterPassword).decide(parameters, asked);
  }

  /** Commits what an answer amounts to; whatever that is, its challenge is used up. */
  Uni<Decision> settle(
      Verdict verdict, Attempt.ByKey attempt, Opened opened, AuditEvent event, TenantKeys keys) {
    if (verdict instanceof Verdict.KeyProven proven) {
      return grant(proven, attempt, Objects.requireNonNull(opened.user()), event, keys);
    } else if (verdict instanceof Verdict.KeyFaulty faulty) {
      return count(faulty, attempt, event, keys);
    } else if (verdict instanceof Verdict.Refused refused) {
      return refuse(refused.reason(), attempt.ceremony(), event, keys);
    }
    throw new IllegalArgumentException("committed elsewhere: " + verdict.getClass());
  }

  private Uni<Decision> grant(
      Verdict.KeyProven proven,
      Attempt.ByKey attempt,
      Opened.User user,
      AuditEvent event,
      TenantKeys keys) {
    var parameters =
        Parameters.orLost(keys, event.granted())
            .put("ceremony", attempt.ceremony())
            .guard("key", proven.key())
            .put("factor", attempt.counter())
            .put("stranger", proven.stranger())
            .success(user, attempt.context());
    var granted = new Decision.Identified(user.id(), user.username());
    return attempt instanceof Fido2Attempt.ByAssertion fido2
        ? grantAssertion.decide(parameters.putAll(CeremonyGuard.noted(fido2.assertion())), granted)
        : grantUaf.decide(parameters, granted);
  }

  private Uni<Decision> count(
      Verdict.KeyFaulty faulty, Attempt.ByKey attempt, AuditEvent event, TenantKeys keys) {
    var refused = event.detailed(faulty.fault().name()).refused(faulty.fault().reason());
    return count.decide(
        Parameters.of(keys, refused)
            .put("ceremony", attempt.ceremony())
            .compared(List.of(faulty.key()), faulty.stranger()));
  }

  /**
   * Refuses an answer, and counts it nowhere.
   *
   * @param ceremony whose challenge is used up; null where the caller brought somebody else's, or
   *     none
   */
  Uni<Decision> refuse(Reason reason, @Nullable UUID ceremony, AuditEvent event, TenantKeys keys) {
    return refuse.decide(Parameters.of(keys, event.refused(reason)).put("ceremony", ceremony));
  }
}
