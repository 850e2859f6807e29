package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** Where a phone is reached: one row a phone, or none. */
final class TargetRows {
  private static final String CLEAR =
      "DELETE FROM dispatch_target WHERE tenant_id = $1 AND device_id = $2";

  /** The address is sealed to the row's id, so another address is another row. */
  private static final String INSERT =
      """
      INSERT INTO dispatch_target (tenant_id, id, external_id, user_id, device_id, channel, sealed_address, name, active,
             created_at)
      SELECT tenant_id, $2, $2::uuid::text, user_id, id, $4, $5, name, true, now()
        FROM device WHERE tenant_id = $1 AND id = $3""";

  private static final String LOCK =
      "SELECT user_id FROM device WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE";

  private TargetRows() {}

  /** Makes this the phone's only address. */
  static Uni<Void> put(SqlClient tx, TenantKeys keys, UUID id, UUID device, PushAddress address) {
    var sealed = Buffer.buffer(keys.seal(DeviceColumns.ADDRESS, id, address.plain()));
    return clear(tx, keys.tenant(), device)
        .chain(
            () ->
                tx.preparedQuery(INSERT)
                    .execute(Tuple.of(keys.tenant(), id, device, address.channel().name(), sealed)))
        .replaceWithVoid();
  }

  /** Takes the phone's address away: then it asks. */
  static Uni<Void> clear(SqlClient tx, UUID tenant, UUID device) {
    return tx.preparedQuery(CLEAR).execute(Tuple.of(tenant, device)).replaceWithVoid();
  }

  /** Whose phone it is, which nobody else changes meanwhile; or {@code OBJECT_UNKNOWN}. */
  static Uni<UUID> lock(SqlClient tx, UUID tenant, UUID device) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(tenant, device)).map(TargetRows::owner);
  }

  private static UUID owner(RowSet<Row> rows) {
    for (var row : rows) {
      return row.getUUID("user_id");
    }
    throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such phone.");
  }
}
