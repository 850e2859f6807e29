package io.tetrapylon.authentication;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.fido2.CeremonyGuard;
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
import java.util.Objects;
import java.util.UUID;

/**
 * The second of the two visits where a key is asked or answers: one statement that issues a
 * challenge or uses it up, checks and moves the key's counter under its guards, and inserts the
 * audit row.
 */
@ApplicationScoped
class KeyCommit {
  private static final String ISSUED = "CASE WHEN EXISTS (SELECT FROM issued) THEN 1 ELSE 2 END";
  private static final String GRANTED = "CASE WHEN EXISTS (SELECT FROM consumed) THEN 1 ELSE 2 END";

  static final String GRANT =
      sql(
          GRANTED,
          CeremonyGuard.USE_UP,
          CredentialGuard.CONSUME_KEY,
          CeremonyGuard.NOTE,
          UserTraces.REMEMBER_NETWORK);

  private final SqlTemplate<Map<String, Object>, RowSet<Row>> issue;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> issueAfterPassword;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> grant;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> count;
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> refuse;

  KeyCommit(Pool injected) {
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    issue = template(pool, ISSUED, CeremonyGuard.ISSUE);
    issueAfterPassword =
        template(pool, ISSUED, CredentialGuard.CONSUME_PASSWORD, CeremonyGuard.ISSUE_IF_CONSUMED);
    grant = SqlTemplate.forQuery(pool, GRANT);
    count = template(pool, "1", CeremonyGuard.USE_UP, CredentialGuard.COUNT_FAILURE);
    refuse = template(pool, "1", CeremonyGuard.USE_UP);
  }

  private static SqlTemplate<Map<String, Object>, RowSet<Row>> template(
      Pool pool, String pick, String... ctes) {
    return SqlTemplate.forQuery(pool, sql(pick, ctes));
  }

  private static String sql(String pick, String... ctes) {
    return "WITH " + String.join(",\n", ctes) + "\n" + AuditInsert.choosing(pick);
  }

  /** Issues a challenge. */
  Uni<Decision> open(Verdict.KeyAsked asked, AuditEvent event, TenantKeys keys, UUID caller) {
    var password = asked.password();
    var parameters =
        auditing(keys, event.ended(Outcome.PENDING, null), refused(event, Reason.RACE_LOST));
    parameters.putAll(
        CeremonyGuard.parameters(event.tenantId(), caller, asked.challenged().ceremony()));
    if (password == null) {
      return issue.execute(parameters).map(rows -> decided(rows, asked.challenged()));
    }
    parameters.put("password_credential", password.id());
    parameters.put("password_limit", password.limit());
    return issueAfterPassword.execute(parameters).map(rows -> decided(rows, asked.challenged()));
  }

  /** Grants, if challenge, counter, state and lock let it. */
  Uni<Decision> grant(
      Attempt.ByAssertion attempt,
      KeyOpening.Read read,
      Verdict.Guarded key,
      boolean stranger,
      AuditEvent event,
      TenantKeys keys) {
    var user = Objects.requireNonNull(read.opened().user());
    var parameters =
        auditing(keys, event.ended(Outcome.GRANTED, null), refused(event, Reason.RACE_LOST));
    parameters.putAll(using(attempt, event));
    parameters.put("key_credential", key.id());
    parameters.put("key_limit", key.limit());
    parameters.put("factor", attempt.assertion().counter());
    parameters.put("stranger", stranger);
    parameters.put("user", user.id());
    parameters.put("network", attempt.context().origin().network());
    return grant
        .execute(parameters)
        .map(rows -> decided(rows, new Decision.Identified(user.id(), user.username())));
  }

  /** Counts a wrong answer against the key. */
  Uni<Decision> count(
      Attempt.ByAssertion attempt, Verdict.Failed failed, AuditEvent event, TenantKeys keys) {
    var parameters = auditing(keys, refused(event, failed.reason()));
    parameters.putAll(using(attempt, event));
    parameters.put(
        "concerned", failed.compared().stream().map(Verdict.Guarded::id).toArray(UUID[]::new));
    parameters.put(
        "limits", failed.compared().stream().map(Verdict.Guarded::limit).toArray(Integer[]::new));
    parameters.put("stranger", failed.stranger());
    return count.execute(parameters).map(KeyCommit::refusal);
  }

  /** Refuses an answer, and counts it nowhere. */
  Uni<Decision> refuse(
      Attempt.ByAssertion attempt, Reason reason, AuditEvent event, TenantKeys keys) {
    var parameters = auditing(keys, refused(event, reason));
    parameters.putAll(using(attempt, event));
    return refuse.execute(parameters).map(KeyCommit::refusal);
  }

  private static Map<String, Object> using(Attempt.ByAssertion attempt, AuditEvent event) {
    return CeremonyGuard.parameters(event.tenantId(), attempt.ceremony(), attempt.assertion());
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
