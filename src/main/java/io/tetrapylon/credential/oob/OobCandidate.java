package io.tetrapylon.credential.oob;

import io.tetrapylon.credential.Candidate;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A destination of a user as the statement that opens an attempt finds it.
 *
 * @param row the credential, which guards it
 * @param targetId where a courier sends to
 * @param destinationMac what its budget goes by
 * @param prefixMac what the budget of its range goes by, or null
 */
public record OobCandidate(
    Candidate row, UUID targetId, byte[] destinationMac, byte @Nullable [] prefixMac) {
  /** The columns that {@link #read} reads. */
  public static final String COLUMNS = "co.target_id, co.destination_mac, co.prefix_mac";

  /** Joins the destination of {@code credential c}. */
  public static final String JOIN =
      "LEFT JOIN credential_oob co ON co.tenant_id = c.tenant_id AND co.credential_id = c.id";

  /** The destination of a row, or null where the row has none. */
  public static @Nullable OobCandidate read(Candidate credential, Row row) {
    UUID target = row.getUUID("target_id");
    if (target == null) {
      return null;
    }
    var prefix = row.getBuffer("prefix_mac");
    return new OobCandidate(
        credential,
        target,
        row.getBuffer("destination_mac").getBytes(),
        prefix == null ? null : prefix.getBytes());
  }

  /** Whether it is of that way. */
  public boolean is(OobKind kind) {
    return row.kind().equals(kind.credential().name());
  }
}
