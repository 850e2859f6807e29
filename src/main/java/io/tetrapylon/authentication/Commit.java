package io.tetrapylon.authentication;

import static io.tetrapylon.authentication.Statement.GRANTED_OR_LOST;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.ForgotTokenCode;
import io.tetrapylon.user.LoginKey;
import io.tetrapylon.user.UserTraces;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The second of the two visits of an attempt by password or by a token's code: consumed, or
 * counted.
 */
@ApplicationScoped
class Commit {
  private static final String COUNTED_OR_LOCKED =
      "CASE WHEN EXISTS (SELECT FROM counted WHERE state = 'LOCKED') OR NOT EXISTS (SELECT FROM counted) THEN 2 ELSE 1 END";
  private static final String REDEEMED =
      "CASE WHEN EXISTS (SELECT FROM used) THEN 1 WHEN NOT EXISTS (SELECT FROM consumed) THEN 2"
          + " WHEN EXISTS (SELECT FROM tried) THEN 3 ELSE 4 END";

  /** A code alone; the benchmark sends it bare. */
  static final String CODE = GuardedStatement.sql(GRANTED_OR_LOST, CredentialGuard.CONSUME_CODE);

  private static final Verdict.Failed NOBODY =
      new Verdict.Failed(
          Reason.USER_UNKNOWN,
          Reason.USER_UNKNOWN,
          List.of(new Verdict.Guarded(new UUID(0, 0), 0)),
          false);

  private final Grant code;
  private final Grant several;
  private final Grant password;
  private final Statement redemption;
  private final Statement failure;
  private final Statement unknown;
  private final Statement refusal;

  private final RecoveryCommit recovery;

  Commit(Pool pool, RecoveryCommit recovery) {
    this.recovery = recovery;
    code = Grant.of(pool, CredentialGuard.CONSUME_CODE);
    several = Grant.of(pool, CredentialGuard.CONSUME_SEVERAL);
    password = Grant.of(pool, CredentialGuard.CONSUME_PASSWORD);
    redemption =
        new Statement(
            pool,
            GuardedStatement.sql(
                REDEEMED,
                UserTraces.HOLD_USER,
                CredentialGuard.CONSUME_PASSWORD_OF_HELD,
                ForgotTokenCode.REDEEM,
                UserTraces.START_FORGOT_TOKEN_MODE));
    failure =
        new Statement(pool, GuardedStatement.sql(COUNTED_OR_LOCKED, CredentialGuard.COUNT_FAILURE));
    // The statement of a failure, looking for a credential that is not there, so that a login that
    // nobody has takes as long as a wrong code; its count stands for that of the credential.
    unknown =
        new Statement(
            pool,
            GuardedStatement.sql(
                COUNTED_OR_LOCKED, CredentialGuard.COUNT_FAILURE, UserTraces.COUNT_UNKNOWN));
    refusal = new Statement(pool, GuardedStatement.sql("1"));
  }

  /**
   * A fragment that consumes, as a statement of its own.
   *
   * @param alone from a network that was written down lately
   * @param remembering from any other, which it writes down
   */
  private record Grant(Statement alone, Statement remembering) {
    static Grant of(Pool pool, String consume) {
      return new Grant(
          new Statement(pool, GuardedStatement.sql(GRANTED_OR_LOST, consume)),
          new Statement(
              pool, GuardedStatement.sql(GRANTED_OR_LOST, consume, UserTraces.REMEMBER_NETWORK)));
    }

    Uni<Decision> decide(Parameters parameters, Opened opened, Attempt.Context context) {
      var user = opened.user();
      return user == null || !user.isNetworkStale()
          ? alone.decide(parameters)
          : remembering.decide(parameters.success(user, context));
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
      return failure.decide(failing(v, event, keys));
    } else if (verdict instanceof Verdict.Unknown) {
      return commitUnknown(event, keys, context);
    } else if (verdict instanceof Verdict.Refused v) {
      return refusal.decide(Parameters.of(keys, event.refused(v.reason())));
    }
    throw new IllegalArgumentException("committed elsewhere: " + verdict.getClass());
  }

  private Uni<Decision> commitCode(
      Verdict.CodeAccepted verdict,
      Opened opened,
      AuditEvent event,
      TenantKeys keys,
      Attempt.Context context) {
    var parameters =
        Parameters.orLost(keys, event.granted())
            .guard("code", verdict.token())
            .put("factor", verdict.fresh().movingFactor())
            .put("drift", verdict.fresh().drift())
            .put("stranger", verdict.stranger());
    if (verdict.password() == null && verdict.siblings().isEmpty()) {
      return code.decide(parameters, opened, context);
    }
    putOthers(parameters, verdict);
    return several.decide(parameters, opened, context);
  }

  private static void putOthers(Parameters parameters, Verdict.CodeAccepted verdict) {
    var siblings = verdict.siblings().stream().map(OathCandidate::id).toList();
    var concerned = new ArrayList<>(siblings);
    concerned.add(verdict.token().id());
    if (verdict.password() != null) {
      concerned.add(verdict.password().id());
    }
    parameters
        .put("siblings", siblings.toArray(UUID[]::new))
        .put("concerned", concerned.toArray(UUID[]::new))
        .put("with_password", verdict.password() != null)
        .guard("password", verdict.password());
  }

  private Uni<Decision> commitPassword(
      Verdict.PasswordAccepted verdict,
      Opened opened,
      AuditEvent event,
      TenantKeys keys,
      Attempt.Context context) {
    var parameters = Parameters.orLost(keys, event.granted()).guard("password", verdict.password());
    return password.decide(parameters, opened, context);
  }

  private Uni<Decision> commitRedemption(
      Verdict.ForgotTokenAccepted verdict, AuditEvent event, TenantKeys keys) {
    var macs = verdict.codeMacs().stream().map(Buffer::buffer).toArray(Buffer[]::new);
    return redemption.decide(
        Parameters.of(
                keys,
                event.granted(),
                event.refused(Reason.RACE_LOST),
                event.refused(Reason.GRANT_WRONG),
                event.refused(Reason.GRANT_TRIES_EXHAUSTED))
            .guard("password", verdict.password())
            .put("user", event.userId())
            .put("code_macs", macs)
            .put("tries", ForgotTokenCode.TRIES_A_DAY));
  }

  private static Parameters failing(Verdict.Failed verdict, AuditEvent event, TenantKeys keys) {
    return Parameters.of(keys, event.refused(verdict.reason()), event.refused(verdict.whenLocked()))
        .compared(verdict.compared(), verdict.stranger());
  }

  private Uni<Decision> commitUnknown(AuditEvent event, TenantKeys keys, Attempt.Context context) {
    byte[] login = LoginKey.of(context.login()).utf8();
    return unknown.decide(
        failing(NOBODY, event, keys)
            .put("login_mac", Buffer.buffer(keys.mac("unknown-login", login))));
  }
}
