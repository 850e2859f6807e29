package io.tetrapylon.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.PipelinedReads;
import io.tetrapylon.credential.oob.OobCandidate;
import io.tetrapylon.credential.oob.OobCode;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.LoginKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What attempts by a code that travels amount to, once the policy and the password have nothing
 * against them. A login that nobody has, and a user without a destination, are walked through as
 * far as everybody else: the same statements, the same budgets, the same answer.
 */
@ApplicationScoped
class MessageEvaluation {
  private static final String FIND =
      """
      SELECT o.credential_id, o.stranger, o.key_version, o.used_at IS NULL AND o.expires_at > now() AS live,
             CASE WHEN $6 THEN coalesce(r.email_enabled, false) ELSE coalesce(r.sms_enabled, true) END AS enabled
        FROM oob_code o LEFT JOIN code_rules r ON r.tenant_id = o.tenant_id
       WHERE o.tenant_id = $1 AND o.id = $2 AND o.caller_id = $3 AND o.resource_id = $4 AND o.user_id = $5""";

  private final PipelinedReads reads;
  private final Ids ids;

  MessageEvaluation(PipelinedReads reads, Ids ids) {
    this.reads = reads;
    this.ids = ids;
  }

  /** A code to the newest destination of the user that may be used. */
  Verdict send(
      MessageAttempt.SendCode attempt,
      Opened opened,
      TenantKeys keys,
      Evaluation evaluation,
      Verdict.@Nullable Guarded password) {
    var user = opened.user();
    boolean stranger = password == null && user != null && user.isElsewhere();
    var there = opened.destinations(attempt.kind());
    OobCandidate to = null;
    for (var each : there) {
      to = evaluation.isLive(each.row(), stranger) ? each : to;
    }
    var otherwise = user == null ? Reason.USER_UNKNOWN : Reason.DESTINATION_MISSING;
    return new Verdict.MessageCodeAsked(
        ids.next(),
        attempt.kind(),
        password,
        user == null ? null : user.id(),
        to,
        stranger,
        asker(attempt.context(), user, stranger, keys),
        network(attempt.context(), keys),
        to == null && !there.isEmpty() ? Reason.CREDENTIAL_LOCKED : otherwise);
  }

  /** Whose budget it is: the user's, and apart from it that of strangers. */
  private static byte[] asker(
      Attempt.Context context, Opened.@Nullable User user, boolean stranger, TenantKeys keys) {
    return user == null
        ? keys.mac("code-login", LoginKey.of(context.login()).utf8())
        : keys.mac(
            "code-user",
            user.id().toString().getBytes(UTF_8),
            new byte[] {(byte) (stranger ? 1 : 0)});
  }

  private static byte @Nullable [] network(Attempt.Context context, TenantKeys keys) {
    return context.origin().isKnown()
        ? keys.mac("code-network", context.origin().network().getBytes(UTF_8))
        : null;
  }

  /** The digits of a code that was sent. */
  Uni<Verdict> check(
      MessageAttempt.ByMessage attempt, Opened opened, TenantKeys keys, Evaluation evaluation) {
    var context = attempt.context();
    var user = opened.user();
    var values =
        Tuple.tuple()
            .addUUID(context.caller().tenantId())
            .addUUID(attempt.transaction())
            .addUUID(context.caller().id())
            .addLong(context.resourceId())
            .addUUID(user == null ? null : user.id())
            .addBoolean(attempt.kind() == OobKind.EMAIL);
    return reads
        .client()
        .preparedQuery(FIND)
        .execute(values)
        .map(
            found ->
                user == null
                    ? new Verdict.Unknown()
                    : compare(attempt, first(found), opened, keys, evaluation));
  }

  private static @Nullable Row first(RowSet<Row> found) {
    return found.size() == 0 ? null : found.iterator().next();
  }

  private static Verdict compare(
      MessageAttempt.ByMessage attempt,
      @Nullable Row code,
      Opened opened,
      TenantKeys keys,
      Evaluation evaluation) {
    var id = attempt.transaction();
    if (code == null || id == null) {
      return evaluation.refused(Reason.CODE_WRONG);
    }
    if (!code.getBoolean("enabled")) {
      return new Verdict.Refused(Reason.FEATURE_OFF);
    }
    var to = destination(opened, attempt.kind(), code.getUUID("credential_id"));
    boolean stranger = code.getBoolean("stranger");
    if (to == null || !evaluation.isLive(to.row(), stranger)) {
      return evaluation.refused(Reason.CREDENTIAL_LOCKED);
    }
    if (!code.getBoolean("live")) {
      return evaluation.refused(Reason.CODE_USED);
    }
    var guarded = evaluation.guarded(to.row());
    return OobCode.matches(keys, code.getInteger("key_version"), id, attempt.code())
        ? new Verdict.MessageCodeAccepted(id, guarded, stranger)
        : new Verdict.Failed(
            Reason.CODE_WRONG, Reason.CREDENTIAL_LOCKED, java.util.List.of(guarded), stranger);
  }

  private static @Nullable OobCandidate destination(Opened opened, OobKind kind, UUID credential) {
    return opened.destinations(kind).stream()
        .filter(each -> each.row().id().equals(credential))
        .findFirst()
        .orElse(null);
  }
}
