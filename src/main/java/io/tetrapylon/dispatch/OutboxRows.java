package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.RetireTarget;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the courier. Each is one statement, so that a crash between two leaves a row
 * either held, until its lease ends, or settled.
 */
@ApplicationScoped
class OutboxRows {
  /** Nobody answers a push that arrives later than this before its expiry. */
  static final Duration MARGIN = Duration.ofSeconds(2);

  /** A push that will not be sent may be the last of its challenge: whoever waits looks again. */
  private static final String TELL =
      "CASE WHEN o.purpose = 'PUSH' AND o.state <> 'QUEUED' THEN "
          + ChallengeNews.of("o.tenant_id", "o.challenge_id")
          + "::text END AS told";

  /**
   * Takes rows that are due: skips what another node takes just now, counts the attempt before it
   * is made, and holds the row until the lease ends. What is too late to be sent is marked instead.
   *
   * <p>The outer LIMIT tells the planner that the list is short, whatever the parameter is.
   */
  private static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT * FROM (
          SELECT q.tenant_id, q.id, q.target_id, q.channel, q.expires_at - make_interval(secs => $3) <= now() AS late
            FROM outbox q WHERE q.state = 'QUEUED' AND q.next_at <= now()
           ORDER BY q.next_at LIMIT $1 FOR UPDATE SKIP LOCKED) claimed
         LIMIT 64)
      UPDATE outbox o SET
             state = CASE WHEN due.late THEN 'FAILED' ELSE 'QUEUED' END,
             outcome = CASE WHEN due.late THEN left('expired ' || coalesce(o.outcome, ''), 200) ELSE o.outcome END,
             attempts = o.attempts + CASE WHEN due.late THEN 0 ELSE 1 END,
             lease_until = CASE WHEN due.late THEN NULL ELSE now() + make_interval(secs => $2) END,
             next_at = least(now() + make_interval(secs => $2), o.expires_at - make_interval(secs => $3))
        FROM due
        LEFT JOIN tenant n ON n.id = due.tenant_id
        LEFT JOIN dispatch_target t ON t.tenant_id = due.tenant_id AND t.id = due.target_id AND t.active
        LEFT JOIN channel_settings s ON s.tenant_id = due.tenant_id AND s.channel = due.channel
       WHERE o.tenant_id = due.tenant_id AND o.id = due.id
      RETURNING due.late, o.tenant_id, o.id, o.purpose, o.challenge_id, o.target_id, o.device_id, o.channel, o.attempts,
             (extract(epoch FROM o.expires_at - now() - make_interval(secs => $3)) * 1000)::bigint AS left_ms,
             n.allowed_hosts,
             CASE o.purpose WHEN 'ALERT' THEN coalesce(n.alert_url, n.callback_url) ELSE n.callback_url END AS own_url,
             t.sealed_address, t.version AS target_version, s.id AS settings_id, s.sealed_settings,\s"""
          + TELL;

  private static final String SENT =
      """
      UPDATE outbox SET state = 'SENT', outcome = $3, sent_at = now(), lease_until = NULL
       WHERE tenant_id = $1 AND id = $2 AND state = 'QUEUED'""";

  private static final String FAILED =
      """
      UPDATE outbox o SET state = 'FAILED', outcome = $3, lease_until = NULL
       WHERE tenant_id = $1 AND id = $2 AND state = 'QUEUED'
      RETURNING\s"""
          + TELL;

  /**
   * Only the holder of the last attempt puts a row back; one that would come too late fails now.
   */
  private static final String RETRY =
      """
      UPDATE outbox o SET next_at = now() + make_interval(secs => $4), lease_until = NULL, outcome = $3,
             state = CASE WHEN now() + make_interval(secs => $4) >= expires_at - make_interval(secs => $6)
                     THEN 'FAILED' ELSE 'QUEUED' END
       WHERE tenant_id = $1 AND id = $2 AND state = 'QUEUED' AND attempts = $5
      RETURNING\s"""
          + TELL;

  private static final String GONE =
      """
      WITH gone AS (
        UPDATE outbox o SET state = 'GONE', outcome = $3, lease_until = NULL
         WHERE tenant_id = $1 AND id = $2 AND state = 'QUEUED'
        RETURNING %s)
      %s"""
          .formatted(TELL, RetireTarget.statement("$1", "$4", "$5"));

  private final Pool pool;

  OutboxRows(Pool pool) {
    this.pool = pool;
  }

  /**
   * What a claim took.
   *
   * @param held rows to be sent
   * @param count these, and those that were too late
   */
  record Claim(List<Held> held, int count) {}

  /** The most rows of one claim. */
  static final int MOST = 64;

  /**
   * Claims what is due.
   *
   * @param limit 1 to {@value #MOST}
   * @param lease longer than any attempt
   */
  Uni<Claim> claim(int limit, Duration lease) {
    return pool.preparedQuery(CLAIM)
        .execute(Tuple.of((long) limit, seconds(lease), seconds(MARGIN)))
        .map(
            rows ->
                new Claim(
                    StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> !row.getBoolean("late"))
                        .map(Held::of)
                        .toList(),
                    rows.size()));
  }

  Uni<Void> sent(Outgoing row, @Nullable String providerId) {
    return run(SENT, Tuple.of(row.tenant(), row.id(), limited(providerId)));
  }

  Uni<Void> failed(Outgoing row, String reason) {
    return run(FAILED, Tuple.of(row.tenant(), row.id(), limited(reason)));
  }

  Uni<Void> retry(Outgoing row, String reason, Duration after) {
    return run(
        RETRY,
        Tuple.from(
            List.of(
                row.tenant(),
                row.id(),
                limited(reason),
                seconds(after),
                row.attempt(),
                seconds(MARGIN))));
  }

  Uni<Void> gone(Held held, String reason) {
    var row = held.row();
    var values =
        Tuple.tuple()
            .addUUID(row.tenant())
            .addUUID(row.id())
            .addString(limited(reason))
            .addUUID(row.targetId())
            .addLong(held.targetVersion());
    return run(GONE, values);
  }

  private Uni<Void> run(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).replaceWithVoid();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static String limited(@Nullable String text) {
    return text == null ? "" : text.substring(0, Math.min(text.length(), 200));
  }
}
