package io.tetrapylon.challenge;

import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.Reason;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a challenge is, as its caller may know.
 *
 * @param id which one
 * @param kind how the phone is asked
 * @param userId who is asked
 * @param phase how far it is
 * @param barred why the user may not authenticate any more, whatever the phone said; or null
 */
public record Progress(
    UUID id, ChallengeKind kind, UUID userId, Phase phase, @Nullable Reason barred) {

  private static final String COLUMNS =
      """
      c.id, c.kind, c.user_id, u.status AS user_status, u.overallocated,
      CASE c.state
        WHEN 'PENDING' THEN CASE
          WHEN c.expires_at <= clock_timestamp() THEN 'EXPIRED'
          WHEN c.reached_at IS NOT NULL THEN 'REACHED'
          WHEN %s THEN 'UNSENT'
          ELSE 'SENDING' END
        WHEN 'APPROVED' THEN CASE
          WHEN c.collected_at > now() - interval '60 seconds' THEN 'COLLECTED'
          WHEN c.collected_at IS NOT NULL THEN 'STALE'
          WHEN c.expires_at <= now() - interval '60 seconds' THEN 'EXPIRED'
          ELSE 'APPROVED' END
        ELSE c.state END AS phase
      """;

  /**
   * The columns that {@link #read} reads, of {@code challenge c} and {@code app_user u}, where the
   * challenge's id is known beforehand: the months of the outbox that are not looked into are then
   * not even opened.
   *
   * @param from the parameter that is {@link Outbox#from}
   * @param until the parameter that is {@link Outbox#until}
   */
  static String columns(String from, String until) {
    return COLUMNS.formatted(Outbox.unsent(from, until));
  }

  /** The same where it is not known. */
  static String columns() {
    return COLUMNS.formatted(Outbox.UNSENT);
  }

  /**
   * How far it is.
   *
   * <pre>
   * SENDING ─→ REACHED ─→ APPROVED ─→ COLLECTED ─→ STALE
   *     │         └─────→ DENIED, FRAUD, DEAD, EXPIRED
   *     └─→ UNSENT
   * </pre>
   */
  public enum Phase {
    /** Nothing has reached a device yet. */
    SENDING,
    /** A device has it. */
    REACHED,
    /** No device could be told of it. */
    UNSENT,
    /** Approved, and nobody has had the answer yet; for a minute beyond the expiry. */
    APPROVED,
    /**
     * Approved, and the caller had the answer less than a minute ago: a retry may have it again.
     */
    COLLECTED,
    /** Approved, and the answer was given; it is not given twice. */
    STALE,
    DENIED,
    FRAUD,
    /** Too many wrong digits. */
    DEAD,
    EXPIRED
  }

  /** Whether a phone may still answer. */
  public boolean isOpen() {
    return phase == Phase.SENDING || phase == Phase.REACHED;
  }

  /** Why it will not be authorised, or null while it may be. */
  public @Nullable Reason refusal() {
    return switch (phase) {
      case SENDING, REACHED -> null;
      case APPROVED, COLLECTED -> barred;
      case UNSENT -> Reason.PUSH_NOT_SENT;
      case STALE -> Reason.TRANSACTION_SETTLED;
      case DENIED -> Reason.PUSH_DENIED;
      case FRAUD -> Reason.PUSH_FRAUD;
      case DEAD -> Reason.ANSWER_INVALID;
      case EXPIRED -> Reason.TRANSACTION_EXPIRED;
    };
  }

  static Progress read(Row row) {
    return new Progress(
        row.getUUID("id"),
        ChallengeKind.valueOf(row.getString("kind")),
        row.getUUID("user_id"),
        Phase.valueOf(row.getString("phase")),
        barred(row));
  }

  private static @Nullable Reason barred(Row row) {
    return switch (row.getString("user_status")) {
      case "BLOCKED" -> Reason.USER_BLOCKED;
      case "QUARANTINED" -> Reason.USER_QUARANTINED;
      default -> row.getBoolean("overallocated") ? Reason.USER_OVERALLOCATED : null;
    };
  }
}
