package io.tetrapylon.device.reach;

import io.tetrapylon.credential.Candidate;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * A UAF credential that a push can be sent for, as the statement that opens an attempt finds it.
 *
 * @param row the credential, which guards it
 */
public record UafCandidate(Candidate row) {
  /** The column that {@link #read} reads. */
  public static final String COLUMNS = "uaf_target.id AS uaf_target";

  /** Joins the active target of {@code credential c}, if a channel leads there. */
  public static final String JOIN =
      """
      LEFT JOIN (credential_uaf cu JOIN dispatch_target uaf_target
          ON uaf_target.tenant_id = cu.tenant_id AND uaf_target.id = cu.target_id AND uaf_target.active
         AND uaf_target.channel IS NOT NULL)
        ON cu.tenant_id = c.tenant_id AND cu.credential_id = c.id""";

  /** The credential of a row, or null where it is of another kind or reached nowhere. */
  public static @Nullable UafCandidate read(Candidate credential, Row row) {
    return row.getUUID("uaf_target") == null ? null : new UafCandidate(credential);
  }
}
