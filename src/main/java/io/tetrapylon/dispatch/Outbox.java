package io.tetrapylon.dispatch;

import io.tetrapylon.credential.CredentialGuard;
import io.tetrapylon.kernel.Ids;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The outbox as fragments of the statements that decide that something shall be sent: a row is
 * there exactly when the decision is. After the commit, {@link Courier#nudge} sends it.
 */
public final class Outbox {
  /** The most targets that one push goes to. */
  public static final int MOST_TARGETS = 16;

  /**
   * {@code enqueued}: a row for each active target of the user's phones and UAF credentials that
   * open, newest first, at most {@value #MOST_TARGETS}. Parameters: {@code tenant}, {@code user},
   * {@code challenge}, {@code expires_at}, and those of {@link #parameters}.
   */
  public static final String ENQUEUE = enqueueWhen("true", "#{expires_at}::timestamptz");

  /**
   * Whether pushes of a {@code challenge c} were enqueued, and none of them was sent or will be: an
   * expression, true or not. The ids of such rows lie within an hour of the challenge, for clocks
   * differ; that spares the store a look into every month.
   */
  public static final String UNSENT =
      unsent(
          "uuid_floor(c.created_at - interval '1 hour')",
          "uuid_floor(c.created_at + interval '1 hour')");

  private static final Duration WINDOW = Duration.ofHours(1);

  /** A tenant is told where the webhook channel has a secret to sign it with. */
  private static final String SIGNS =
      "EXISTS (SELECT FROM channel_settings s WHERE s.tenant_id = t.id AND s.channel = 'WEBHOOK')";

  private static final String TELLS = "t.callback_url IS NOT NULL AND " + SIGNS;

  private static final String PURPOSE =
      "CASE WHEN s.backchannel IS NULL THEN 'CALLBACK' ELSE 'BACKCHANNEL' END";

  /** Who polls is not told; what goes to the tenant's callback needs one. */
  private static final String TOLD =
      "CASE coalesce(s.backchannel, '') WHEN '' THEN "
          + TELLS
          + " WHEN 'POLL' THEN false WHEN 'CALLBACK' THEN t.callback_url IS NOT NULL ELSE true END";

  private Outbox() {}

  /**
   * {@code enqueued_code}: a row for one target, such as an e-mail address, where a condition
   * holds. Parameters: {@code tenant}, {@code user}, {@code target}, {@code challenge}, {@code
   * outbox_ids}.
   *
   * @param condition such as {@code EXISTS (SELECT FROM issued)}
   * @param expiresAt an expression for when the message is of no use any more
   */
  public static String enqueueCodeWhen(String condition, String expiresAt) {
    return """
        enqueued_code AS (
          INSERT INTO outbox (tenant_id, id, purpose, challenge_id, target_id, device_id, channel, next_at, expires_at, created_at)
          SELECT t.tenant_id, (#{outbox_ids}::uuid[])[1], 'CODE', #{challenge}::uuid, t.id, t.device_id, t.channel, now(),
                 %s, now()
            FROM dispatch_target t
           WHERE t.tenant_id = #{tenant}::uuid AND t.user_id = #{user}::uuid AND t.id = #{target}::uuid AND t.active AND %s
          RETURNING id)"""
        .formatted(expiresAt, condition);
  }

  /**
   * {@link #ENQUEUE}, where a condition holds.
   *
   * @param condition such as {@code EXISTS (SELECT FROM opened)}
   * @param expiresAt an expression for when the messages are of no use any more
   */
  public static String enqueueWhen(String condition, String expiresAt) {
    return """
        enqueued AS (
          INSERT INTO outbox (tenant_id, id, purpose, challenge_id, target_id, device_id, channel, next_at, expires_at, created_at)
          SELECT t.tenant_id, (#{outbox_ids}::uuid[])[row_number() OVER ()], 'PUSH', #{challenge}::uuid, t.id, t.device_id, t.channel,
                 now(), %1$s, now()
            FROM (SELECT t.tenant_id, t.id, t.device_id, t.channel FROM dispatch_target t
                   WHERE t.tenant_id = #{tenant}::uuid AND t.user_id = #{user}::uuid AND t.active
                     AND t.channel IS NOT NULL AND (EXISTS (SELECT FROM credential_device d
                                   JOIN credential c ON c.tenant_id = d.tenant_id AND c.id = d.credential_id
                                  WHERE d.tenant_id = t.tenant_id AND d.device_id = t.device_id AND c.user_id = t.user_id
                                    AND %2$s)
                       OR EXISTS (SELECT FROM credential_uaf f
                                    JOIN credential c ON c.tenant_id = f.tenant_id AND c.id = f.credential_id
                                   WHERE f.tenant_id = t.tenant_id AND f.target_id = t.id AND c.user_id = t.user_id
                                     AND %2$s))
                   ORDER BY t.id DESC LIMIT %3$d) t
           WHERE %4$s
          RETURNING id)"""
        .formatted(expiresAt, CredentialGuard.USABLE, MOST_TARGETS, condition);
  }

  /**
   * {@code enqueued_callback}: who is to be told of a challenge that an earlier CTE decided:
   * whoever asked by the backchannel, or else the tenant's own callback, where it has one. It is
   * tried for an hour. Parameters: {@code tenant}, {@code challenge}, {@code callback_id}.
   *
   * @param decided has a row, with {@code backchannel}, exactly when the challenge was decided
   */
  public static String callbackOf(String decided) {
    return """
        enqueued_callback AS (
          INSERT INTO outbox (tenant_id, id, purpose, challenge_id, channel, next_at, expires_at, created_at)
          SELECT t.id, #{callback_id}::uuid, %s, #{challenge}::uuid, 'WEBHOOK', now(),
                 now() + interval '1 hour', now()
            FROM tenant t, %s s WHERE t.id = #{tenant}::uuid AND %s
          RETURNING id)"""
        .formatted(PURPOSE, decided, TOLD);
  }

  /**
   * {@code enqueued_alert}: a row that wakes whoever watches over the tenant, where a condition
   * holds. Parameters: {@code tenant}, {@code challenge}, {@code alert_id}. It is tried for a day:
   * somebody has to see it, also after a night without network.
   */
  public static String alertWhen(String condition) {
    return """
        enqueued_alert AS (
          INSERT INTO outbox (tenant_id, id, purpose, challenge_id, channel, next_at, expires_at, created_at)
          SELECT t.id, #{alert_id}::uuid, 'ALERT', #{challenge}::uuid, 'WEBHOOK', now(), now() + interval '1 day', now()
            FROM tenant t
           WHERE t.id = #{tenant}::uuid AND coalesce(t.alert_url, t.callback_url) IS NOT NULL AND %s AND %s
          RETURNING id)"""
        .formatted(SIGNS, condition);
  }

  /**
   * {@code enqueued_callback}: the same for each challenge of an earlier CTE that has {@code
   * tenant_id}, {@code id} and {@code backchannel}; the ids are as many.
   */
  public static String callbacksFor(String cte, String ids) {
    return """
        enqueued_callback AS (
          INSERT INTO outbox (tenant_id, id, purpose, challenge_id, channel, next_at, expires_at, created_at)
          SELECT s.tenant_id, (%s::uuid[])[row_number() OVER ()], %s, s.id, 'WEBHOOK', now(),
                 now() + interval '1 hour', now()
            FROM %s s JOIN tenant t ON t.id = s.tenant_id
           WHERE %s)"""
        .formatted(ids, PURPOSE, cte, TOLD);
  }

  /** {@code outbox_ids}: an id for each row that may be inserted. */
  public static Map<String, Object> parameters(Ids ids) {
    return Map.of(
        "outbox_ids", Stream.generate(ids::next).limit(MOST_TARGETS).toArray(UUID[]::new));
  }

  /**
   * {@link #UNSENT} where the challenge's id is known beforehand: months that are not looked into
   * are then not even opened.
   *
   * @param from the parameter that is {@link #from}
   * @param until the parameter that is {@link #until}
   */
  public static String unsent(String from, String until) {
    return """
        (SELECT bool_and(o.state NOT IN ('QUEUED', 'SENT')) FROM outbox o
          WHERE o.tenant_id = c.tenant_id AND o.challenge_id = c.id AND o.purpose = 'PUSH'
            AND o.id >= %s AND o.id < %s)"""
        .formatted(from, until);
  }

  /** The least id that a message of a challenge may have. */
  public static UUID from(UUID challenge) {
    return floor(millis(challenge) - WINDOW.toMillis());
  }

  /** The id that all messages of a challenge are below. */
  public static UUID until(UUID challenge) {
    return floor(millis(challenge) + WINDOW.toMillis());
  }

  /** When a UUIDv7 was made. */
  private static long millis(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  /** The smallest UUIDv7 of a millisecond, as the partitions are cut. */
  private static UUID floor(long millis) {
    return new UUID(millis << 16, 0);
  }
}
