package io.tetrapylon.authentication;

import static java.util.stream.Collectors.toCollection;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditInsert;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.ForgotTokenCode;
import io.tetrapylon.user.LoginKey;
import io.tetrapylon.user.UserTraces;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The second of the two visits: one guarded statement that consumes or counts, and inserts the
 * audit row of what happened. What it did not do, did not happen: no row, no authorisation.
 */
@ApplicationScoped
class Commit {
  private static final String GRANTED_OR_LOST =
      "CASE WHEN EXISTS (SELECT FROM consumed) THEN 1 ELSE 2 END";
  private static final String COUNTED_OR_LOCKED =
      "CASE WHEN EXISTS (SELECT FROM counted WHERE state = 'LOCKED') OR NOT EXISTS (SELECT FROM counted) THEN 2 ELSE 1 END";
  private static final String REDEEMED =
      "CASE WHEN EXISTS (SELECT FROM used) THEN 1 WHEN NOT EXISTS (SELECT FROM consumed) THEN 2"
          + " WHEN EXISTS (SELECT FROM tried) THEN 3 ELSE 4 END";

  /** A code alone; the benchmark sends it bare. */
  static final String CODE = sql(GRANTED_OR_LOST, CredentialGuard.CONSUME_CODE);

  private static final Verdict.Failed NOBODY =
      new Verdict.Failed(
          Reason.USER_UNKNOWN,
          Reason.USER_UNKNOWN,
          List.of(new Verdict.Guarded(new UUID(0, 0), 0)),
          false);

  private final Statement code;
  private final Statement codeFromNewNetwork;
  private final Statement several;
  private final Statement severalFromNewNetwork;
  private final Statement password;
  private final Statement passwordFromNewNetwork;
  private final Statement redemption;
  private final Statement failure;
  private final Statement unknown;
  private final Statement refusal;

  private final RecoveryCommit recovery;

  Commit(Pool injected, RecoveryCommit recovery) {
    this.recovery = recovery;
    // Templates look into the client, so they want the pool itself and not CDI's proxy of it.
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    code = new Statement(pool, CODE);
    codeFromNewNetwork =
        new Statement(
            pool, sql(GRANTED_OR_LOST, CredentialGuard.CONSUME_CODE, UserTraces.REMEMBER_NETWORK));
    several = new Statement(pool, sql(GRANTED_OR_LOST, CredentialGuard.CONSUME_SEVERAL));
    severalFromNewNetwork =
        new Statement(
            pool,
            sql(GRANTED_OR_LOST, CredentialGuard.CONSUME_SEVERAL, UserTraces.REMEMBER_NETWORK));
    password = new Statement(pool, sql(GRANTED_OR_LOST, CredentialGuard.CONSUME_PASSWORD));
    passwordFromNewNetwork =
        new Statement(
            pool,
            sql(GRANTED_OR_LOST, CredentialGuard.CONSUME_PASSWORD, UserTraces.REMEMBER_NETWORK));
    redemption =
        new Statement(
            pool,
            sql(
                REDEEMED,
                CredentialGuard.CONSUME_PASSWORD,
                ForgotTokenCode.REDEEM,
                UserTraces.START_FORGOT_TOKEN_MODE));
    failure = new Statement(pool, sql(COUNTED_OR_LOCKED, CredentialGuard.COUNT_FAILURE));
    // The statement of a failure, looking for a credential that is not there, so that a login that
    // nobody has takes as long as a wrong code; its count stands for that of the credential.
    unknown =
        new Statement(
            pool, sql(COUNTED_OR_LOCKED, CredentialGuard.COUNT_FAILURE, UserTraces.COUNT_UNKNOWN));
    refusal = new Statement(pool, sql("1"));
  }

  /** Fragments under one WITH, and the audit row that the expression picks. */
  private static String sql(String pick, String... ctes) {
    String with = ctes.length == 0 ? "" : "WITH " + String.join(",\n", ctes) + "\n";
    return with + AuditInsert.choosing(pick);
  }

  private static final class Statement {
    private final SqlTemplate<Map<String, Object>, RowSet<Row>> template;

    Statement(Pool pool, String sql) {
      template = SqlTemplate.forQuery(pool, sql);
    }

    Uni<Decision> execute(Map<String, Object> parameters) {
      return template.execute(parameters).map(Commit::decision);
    }
  }

  /** Commits a verdict; the decision is what the database made of it. */
  Uni<Decision> commit(
      Verdict verdict, Opened opened, AuditEvent event, TenantKeys keys, Attempt.Context context) {
    if (verdict instanceof Verdict.CodeAccepted v) {
      return commitCode(v, opened, event, keys, context);
    } else if (verdict instanceof Verdict.PasswordAccepted v) {
      return commitPassword(v, opened, event, keys, context);
    } else if (verdict instanceof Verdict.ForgotTokenAccepted v) {
      return commitRedemption(v, event, keys);
    } else if (verdict instanceof Verdict.RecoveryTried v) {
      return recovery.redeem(v, event, keys);
    } else if (verdict instanceof Verdict.Failed v) {
      return commitFailure(v, event, keys);
    } else if (verdict instanceof Verdict.Unknown) {
      return commitUnknown(event, keys, context);
    } else if (verdict instanceof Verdict.Refused v) {
      return commitRefusal(v.reason(), event, keys);
    }
    throw new IllegalArgumentException("committed elsewhere: " + verdict.getClass());
  }

  private Uni<Decision> commitCode(
      Verdict.CodeAccepted verdict,
      Opened opened,
      AuditEvent event,
      TenantKeys keys,
      Attempt.Context context) {
    var parameters = granting(event, keys);
    parameters.put("code_credential", verdict.token().id());
    parameters.put("code_limit", verdict.token().limit());
    parameters.put("factor", verdict.fresh().movingFactor());
    parameters.put("drift", verdict.fresh().drift());
    parameters.put("stranger", verdict.stranger());
    boolean remember = remember(parameters, opened, context);
    if (verdict.password() == null && verdict.siblings().isEmpty()) {
      return (remember ? codeFromNewNetwork : code).execute(parameters);
    }
    putOthers(parameters, verdict);
    return (remember ? severalFromNewNetwork : several).execute(parameters);
  }

  private static void putOthers(Map<String, Object> parameters, Verdict.CodeAccepted verdict) {
    var concerned =
        verdict.siblings().stream().map(OathCandidate::id).collect(toCollection(ArrayList::new));
    parameters.put("siblings", concerned.toArray(UUID[]::new));
    concerned.add(verdict.token().id());
    putPassword(parameters, verdict.password());
    if (verdict.password() != null) {
      concerned.add(verdict.password().id());
    }
    parameters.put("with_password", verdict.password() != null);
    parameters.put("concerned", concerned.toArray(UUID[]::new));
  }

  private Uni<Decision> commitPassword(
      Verdict.PasswordAccepted verdict,
      Opened opened,
      AuditEvent event,
      TenantKeys keys,
      Attempt.Context context) {
    var parameters = granting(event, keys);
    putPassword(parameters, verdict.password());
    boolean remember = remember(parameters, opened, context);
    return (remember ? passwordFromNewNetwork : password).execute(parameters);
  }

  private Uni<Decision> commitRedemption(
      Verdict.ForgotTokenAccepted verdict, AuditEvent event, TenantKeys keys) {
    var parameters =
        auditing(
            keys,
            event.ended(Outcome.GRANTED, null),
            refused(event, Reason.RACE_LOST),
            refused(event, Reason.GRANT_WRONG),
            refused(event, Reason.GRANT_TRIES_EXHAUSTED));
    putPassword(parameters, verdict.password());
    parameters.put("tenant", event.tenantId());
    parameters.put("user", event.userId());
    parameters.put(
        "code_macs", verdict.codeMacs().stream().map(Buffer::buffer).toArray(Buffer[]::new));
    parameters.put("tries", ForgotTokenCode.TRIES_A_DAY);
    return redemption.execute(parameters);
  }

  private Uni<Decision> commitFailure(Verdict.Failed verdict, AuditEvent event, TenantKeys keys) {
    return failure.execute(failing(verdict, event, keys));
  }

  private static Map<String, Object> failing(
      Verdict.Failed verdict, AuditEvent event, TenantKeys keys) {
    var parameters =
        auditing(keys, refused(event, verdict.reason()), refused(event, verdict.whenLocked()));
    parameters.put("tenant", event.tenantId());
    parameters.put(
        "concerned", verdict.compared().stream().map(Verdict.Guarded::id).toArray(UUID[]::new));
    parameters.put(
        "limits", verdict.compared().stream().map(Verdict.Guarded::limit).toArray(Integer[]::new));
    parameters.put("stranger", verdict.stranger());
    return parameters;
  }

  private Uni<Decision> commitUnknown(AuditEvent event, TenantKeys keys, Attempt.Context context) {
    var parameters = failing(NOBODY, event, keys);
    byte[] login = LoginKey.of(context.login()).value().getBytes(StandardCharsets.UTF_8);
    parameters.put("login_mac", Buffer.buffer(keys.mac("unknown-login", login)));
    return unknown.execute(parameters);
  }

  private Uni<Decision> commitRefusal(Reason reason, AuditEvent event, TenantKeys keys) {
    return refusal.execute(auditing(keys, refused(event, reason)));
  }

  private static Map<String, Object> granting(AuditEvent event, TenantKeys keys) {
    var parameters =
        auditing(keys, event.ended(Outcome.GRANTED, null), refused(event, Reason.RACE_LOST));
    parameters.put("tenant", event.tenantId());
    return parameters;
  }

  private static void putPassword(
      Map<String, Object> parameters, Verdict.@Nullable Guarded password) {
    parameters.put("password_credential", password == null ? null : password.id());
    parameters.put("password_limit", password == null ? 0 : password.limit());
  }

  private static boolean remember(
      Map<String, Object> parameters, Opened opened, Attempt.Context context) {
    var user = opened.user();
    if (user == null || !user.isNetworkStale()) {
      return false;
    }
    parameters.put("user", user.id());
    parameters.put("network", context.origin().network());
    return true;
  }

  private static Map<String, Object> auditing(TenantKeys keys, AuditEvent... candidates) {
    return new HashMap<>(AuditInsert.parameters(keys, List.of(candidates)));
  }

  private static AuditEvent refused(AuditEvent event, Reason reason) {
    return event.ended(Outcome.REFUSED, reason.name());
  }

  private static Decision decision(RowSet<Row> rows) {
    String reason = rows.iterator().next().getString("reason");
    return reason == null ? new Decision.Granted() : new Decision.Refused(Reason.valueOf(reason));
  }
}
