package io.tetrapylon.authentication;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.fido2.CeremonyGuard;
import io.tetrapylon.credential.uaf.UafCeremony;
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
 * The second of the two visits where a UAF authenticator is asked or answers: one statement that
 * issues a challenge or uses it up, checks and moves the key's counter under its guards, and
 * inserts the audit row.
 */
@ApplicationScoped
class UafCommit {
  private static final String ISSUED = "CASE WHEN EXISTS (SELECT FROM issued) THEN 1 ELSE 2 END";
  private static final String GRANTED = "CASE WHEN EXISTS (SELECT FROM consumed) THEN 1 ELSE 2 END";

  private final SqlTemplate<Map<String, Object>, RowSet<Row>> issue;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> issueAfterPassword;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> grant;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> count;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> refuse;

  UafCommit(Pool injected) {
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    issue = template(pool, ISSUED, UafCeremony.ISSUE);
    issueAfterPassword =
        template(pool, ISSUED, CredentialGuard.CONSUME_PASSWORD, UafCeremony.ISSUE_IF_CONSUMED);
    grant =
        template(
            pool,
            GRANTED,
            CeremonyGuard.USE_UP,
            CredentialGuard.CONSUME_KEY,
            UserTraces.REMEMBER_NETWORK);
    count = template(pool, "1", CeremonyGuard.USE_UP, CredentialGuard.COUNT_FAILURE);
    refuse = template(pool, "1", CeremonyGuard.USE_UP);
  }

  private static SqlTemplate<Map<String, Object>, RowSet<Row>> template(
      Pool pool, String pick, String... ctes) {
    return SqlTemplate.forQuery(
        pool, "WITH " + String.join(",\n", ctes) + "\n" + AuditInsert.choosing(pick));
  }

  /** Issues a challenge, if the password's guard lets it. */
  Uni<Decision> open(Verdict.UafAsked asked, AuditEvent event, TenantKeys keys, UUID caller) {
    var password = asked.password();
    var parameters =
        auditing(keys, event.ended(Outcome.PENDING, null), refused(event, Reason.RACE_LOST));
    parameters.putAll(asked.ceremony().parameters(event.tenantId(), caller));
    if (password != null) {
      parameters.put("password_credential", password.id());
      parameters.put("password_limit", password.limit());
    }
    return (password == null ? issue : issueAfterPassword)
        .execute(parameters)
        .map(rows -> decided(rows, new Decision.UafAsked(asked.request())));
  }

  /** Grants, if challenge, counter, state and lock let it. */
  Uni<Decision> grant(
      Attempt.ByUaf attempt,
      Opened.User user,
      Verdict.Guarded key,
      boolean stranger,
      AuditEvent event,
      TenantKeys keys) {
    var parameters =
        auditing(keys, event.ended(Outcome.GRANTED, null), refused(event, Reason.RACE_LOST));
    parameters.putAll(using(attempt, event));
    parameters.put("key_credential", key.id());
    parameters.put("key_limit", key.limit());
    parameters.put("factor", attempt.response().counter());
    parameters.put("stranger", stranger);
    parameters.put("user", user.id());
    parameters.put("network", attempt.context().origin().network());
    return grant
        .execute(parameters)
        .map(rows -> decided(rows, new Decision.Identified(user.id(), user.username())));
  }

  /** Counts a wrong answer against the key. */
  Uni<Decision> count(
      Attempt.ByUaf attempt, Verdict.Failed failed, AuditEvent event, TenantKeys keys) {
    var parameters = auditing(keys, refused(event, failed.reason()));
    parameters.putAll(using(attempt, event));
    parameters.put(
        "concerned", failed.compared().stream().map(Verdict.Guarded::id).toArray(UUID[]::new));
    parameters.put(
        "limits", failed.compared().stream().map(Verdict.Guarded::limit).toArray(Integer[]::new));
    parameters.put("stranger", failed.stranger());
    return count.execute(parameters).map(UafCommit::refusal);
  }

  /**
   * Refuses an answer, and counts it nowhere.
   *
   * @param asked whose challenge is used up; null where the caller brought somebody else's, or none
   */
  Uni<Decision> refuse(
      @Nullable UafCeremony asked, Reason reason, AuditEvent event, TenantKeys keys) {
    var parameters = auditing(keys, refused(event, reason));
    parameters.put("tenant", event.tenantId());
    parameters.put("ceremony", asked == null ? null : asked.id());
    return refuse.execute(parameters).map(UafCommit::refusal);
  }

  private static Map<String, Object> using(Attempt.ByUaf attempt, AuditEvent event) {
    return Map.of("tenant", event.tenantId(), "ceremony", attempt.ceremony());
  }

  private static Map<String, Object> auditing(TenantKeys keys, AuditEvent... candidates) {
    return new HashMap<>(AuditInsert.parameters(keys, List.of(candidates)));
  }

  private static AuditEvent refused(AuditEvent event, Reason reason) {
    return event.ended(Outcome.REFUSED, reason.name());
  }

  private static Decision decided(RowSet<Row> rows, Decision granted) {
    return rows.iterator().next().getString("reason") == null ? granted : refusal(rows);
  }

  private static Decision refusal(RowSet<Row> rows) {
    return new Decision.Refused(Reason.valueOf(rows.iterator().next().getString("reason")));
  }
}
