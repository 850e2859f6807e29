package io.tetrapylon.challenge;

import io.tetrapylon.dispatch.Outbox;

/**
 * The statements that settle a challenge, as fragments: who comes second finds no row. The expiry
 * is compared with the clock of the moment and not of the transaction, so that no answer that had
 * to wait for a lock is taken after it.
 *
 * <p>Parameters: {@code tenant}, {@code challenge}, {@code device}.
 */
public final class SettleChallenge {
  /** How many wrong digits or codes a challenge takes; the last one ends it. */
  public static final int TRIES = 3;

  private static final String OPEN =
      "c.tenant_id = #{tenant}::uuid AND c.id = #{challenge}::uuid AND c.state = 'PENDING'"
          + " AND c.expires_at > clock_timestamp() AND c.tries < "
          + TRIES;

  /**
   * {@code consumed}: a QR code is approved and collected at once, after {@code proven} has locked
   * the phone.
   */
  public static final String APPROVE_QR_CODE =
      """
      consumed AS (
        UPDATE challenge c SET state = 'APPROVED', decided_at = now(), decided_by = #{device}::uuid, collected_at = now()
         WHERE %s AND c.kind = 'QRCODE' AND EXISTS (SELECT FROM proven)
        RETURNING c.user_id, c.network, c.backchannel)"""
          .formatted(OPEN);

  /**
   * {@code consumed}: a push is decided as {@code decision} says (a {@link ChallengeState}), after
   * {@code proven} has locked the phone; whoever waits is told.
   */
  public static final String DECIDE_PUSH =
      """
      consumed AS (
        UPDATE challenge c SET state = #{decision}::text, decided_at = now(), decided_by = #{device}::uuid
         WHERE %s AND c.kind = 'PUSH' AND EXISTS (SELECT FROM proven)
        RETURNING c.tenant_id, c.id, c.user_id, c.resource_id, c.network, c.stranger, c.backchannel, %s::text AS told)"""
          .formatted(OPEN, Bus.NOTIFY);

  /** {@code tried}: one more wrong code or wrong digits; the third one ends the challenge. */
  public static final String COUNT_TRY =
      """
      tried AS (
        UPDATE challenge c SET tries = c.tries + 1,
               state = CASE WHEN c.tries + 1 >= %d THEN 'DEAD' ELSE c.state END,
               decided_at = CASE WHEN c.tries + 1 >= %d THEN now() END
         WHERE %s
        RETURNING c.tries, c.state, c.backchannel, %s::text AS told)"""
          .formatted(TRIES, TRIES, OPEN, Bus.NOTIFY);

  /** For {@link Outbox#callbackOf}: a row where {@code tried} ended the challenge. */
  public static final String DIED = "(SELECT backchannel FROM tried WHERE state = 'DEAD')";

  /**
   * What a decision means for later pushes: an approval forgives, denials add up and stop them, a
   * report stops them until another factor succeeds. The guard's row is locked before the budget's,
   * as where a push is admitted. Parameters besides: {@code decision}, {@code denial_limit}, {@code
   * stop}.
   */
  public static final String SETTLE_BUDGET =
      """
      reported AS (
        UPDATE push_guard g SET strangers_stopped_at = now()
          FROM consumed s
         WHERE #{decision}::text = 'FRAUD' AND s.stranger AND g.tenant_id = s.tenant_id AND g.user_id = s.user_id
        RETURNING g.user_id),
      settled AS (
        UPDATE push_budget b SET
               unanswered = CASE #{decision}::text WHEN 'APPROVED' THEN 0 ELSE greatest(b.unanswered - 1, 0) END,
               denials = CASE #{decision}::text WHEN 'APPROVED' THEN 0 ELSE b.denials + 1 END,
               stopped_until = CASE WHEN #{decision}::text = 'DENIED' AND b.denials + 1 >= #{denial_limit}::int
                                    THEN now() + make_interval(secs => #{stop}::int) ELSE b.stopped_until END,
               fraud_at = CASE #{decision}::text WHEN 'FRAUD' THEN now() ELSE b.fraud_at END
          FROM consumed s
         WHERE b.tenant_id = s.tenant_id AND b.user_id = s.user_id AND b.resource_id = s.resource_id
           AND b.network = s.network AND (SELECT count(*) FROM reported) >= 0)""";

  private SettleChallenge() {}
}
