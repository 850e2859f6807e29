package io.tetrapylon.keys;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A challenge key as operators see it.
 *
 * <pre>
 *   NEXT ──activation──→ ACTIVE ──its successor's activation──→ RETIRING ──an hour──→ RETIRED
 *     └────────────────────┴──────── revocation ──→ REVOKED ←──────┴────────────────────┘
 * </pre>
 *
 * @param kid what phones call it
 * @param state where in its life it is
 * @param createdAt since when it is there
 * @param activeFrom from when on it signs; null for the first of a line: since it is there
 * @param retiredAt since when it signs nothing any more, or null
 */
public record ListedChallengeKey(
    String kid,
    State state,
    Instant createdAt,
    @Nullable Instant activeFrom,
    @Nullable Instant retiredAt) {
  /** All of a tenant's, the newest first. */
  static final String SELECT =
      """
      SELECT k.id, k.created_at, k.active_from, k.retired_at,
             CASE WHEN k.revoked_at IS NOT NULL THEN 'REVOKED' WHEN k.retired_at IS NOT NULL THEN 'RETIRED'
                  WHEN k.active_from > now() THEN 'NEXT' WHEN s.active_from <= now() THEN 'RETIRING'
                  ELSE 'ACTIVE' END AS state
        FROM signing_key k LEFT JOIN signing_key s ON s.tenant_id = k.tenant_id AND s.predecessor = k.id
       WHERE k.tenant_id = $1 AND k.purpose = 'CHALLENGE'
       ORDER BY k.revoked_at DESC NULLS FIRST, k.active_from DESC NULLS LAST, k.id DESC""";

  /** Where a key is in its life. */
  public enum State {
    /** Phones may know it, and it signs nothing yet. */
    NEXT,
    ACTIVE,
    /** It signs what was asked before its successor was active. */
    RETIRING,
    /** It has no private half any more. */
    RETIRED,
    /** The same, and it vouches for none. */
    REVOKED
  }

  static ListedChallengeKey read(Row row) {
    return new ListedChallengeKey(
        row.getUUID("id").toString(),
        State.valueOf(row.getString("state")),
        row.getOffsetDateTime("created_at").toInstant(),
        instant(row, "active_from"),
        instant(row, "retired_at"));
  }

  private static @Nullable Instant instant(Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
