package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.IdTokens;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What clients get that ask for tokens (OpenID CIBA Core 1.0 section 10.1): how far a request is,
 * and, when the user approved, the tokens, once.
 *
 * <p>How often a client may ask, the store decides: one statement notes each question and says
 * whether it came too soon. An approval is collected by the guarded statement that collects every
 * approval, so that of many questions at once one gets tokens.
 */
@ApplicationScoped
public class BackchannelRequests {
  /** Half a second is for networks, whose delays differ. */
  private static final String TOO_SOON =
      "coalesce(b.polled_at > clock_timestamp() - make_interval(secs => b.interval_seconds - 0.5), false)";

  private static final String POLL =
      """
      WITH polled AS (
        UPDATE backchannel b SET polled_at = clock_timestamp(), too_soon = %s,
               interval_seconds = least(300, b.interval_seconds + CASE WHEN %s THEN 5 ELSE 0 END)
         WHERE b.tenant_id = $1 AND b.challenge_id = $2 AND b.request_digest = $3
           AND EXISTS (SELECT FROM challenge c WHERE c.tenant_id = $1 AND c.id = $2 AND c.caller_id = $4
                          AND c.backchannel IN ('POLL', 'PING'))
        RETURNING b.tenant_id, b.challenge_id, b.too_soon)
      SELECT p.too_soon, c.decided_at, %s
        FROM polled p
        JOIN challenge c ON c.tenant_id = p.tenant_id AND c.id = p.challenge_id
        JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
      """
          .formatted(TOO_SOON, TOO_SOON, Progress.columns());

  private final Pool pool;
  private final CollectApproval approvals;
  private final BackchannelTokens tokens;

  BackchannelRequests(Pool pool, CollectApproval approvals, BackchannelTokens tokens) {
    this.pool = pool;
    this.approvals = approvals;
    this.tokens = tokens;
  }

  /**
   * What a client gets that asks.
   *
   * @param client by which the request was made; another one's is {@code TRANSACTION_UNKNOWN}
   * @param name the {@code auth_req_id}
   * @param requestId names the question in the trail
   */
  public Uni<BackchannelAnswer> tokens(Caller client, String name, String requestId) {
    var challenge = RequestName.challenge(name);
    if (challenge.isEmpty()) {
      return refused(Reason.TRANSACTION_UNKNOWN);
    }
    var parameters =
        Tuple.of(
            client.tenantId(),
            challenge.get(),
            Buffer.buffer(Backchannel.digest(name)),
            client.id());
    return pool.preparedQuery(POLL)
        .execute(parameters)
        .map(BackchannelRequests::first)
        .chain(
            row ->
                row == null ? refused(Reason.TRANSACTION_UNKNOWN) : answer(row, client, requestId));
  }

  private static @Nullable Row first(RowSet<Row> rows) {
    var each = rows.iterator();
    return each.hasNext() ? each.next() : null;
  }

  private Uni<BackchannelAnswer> answer(Row row, Caller client, String requestId) {
    var progress = Progress.read(row);
    if (progress.isOpen() || progress.phase() == Progress.Phase.UNSENT) {
      return item(new BackchannelAnswer.Pending(row.getBoolean("too_soon")));
    }
    var refusal = progress.refusal();
    if (refusal != null) {
      return refused(refusal);
    }
    var owner =
        new Owner(client.tenantId(), client.id(), Question.NO_RESOURCE, client.actor(requestId));
    return approvals
        .collect(owner, progress)
        .chain(
            won ->
                won ? issue(row, client, progress.userId()) : refused(Reason.TRANSACTION_SETTLED));
  }

  private Uni<BackchannelAnswer> issue(Row row, Caller client, UUID user) {
    var parties = new IdTokens.Parties(client.tenantId(), client.tenantCode(), user, client.name());
    return tokens
        .issue(parties, row.getOffsetDateTime("decided_at").toInstant(), Map.of())
        .map(BackchannelAnswer.class::cast)
        .onFailure(Refusal.class)
        .recoverWithItem(failure -> new BackchannelAnswer.Refused(failure.reason()));
  }

  private static Uni<BackchannelAnswer> refused(Reason reason) {
    return item(new BackchannelAnswer.Refused(reason));
  }

  private static Uni<BackchannelAnswer> item(BackchannelAnswer answer) {
    return Uni.createFrom().item(answer);
  }
}
