package io.tetrapylon.keys;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * Where a rotation is: the row of {@code key_rotation} that a step works from.
 *
 * @param version the version that it leads to
 * @param atColumn the column that it is in, or was to begin with
 * @param atRow the last row that it is done with
 */
record RotationState(UUID tenant, int version, String atColumn, UUID atRow) {
  /** Less than every id. */
  static final UUID FIRST_ROW = new UUID(0, 0);

  static RotationState of(Row row) {
    return new RotationState(
        row.getUUID("tenant_id"),
        row.getInteger("version"),
        row.getString("at_column"),
        row.getUUID("at_row"));
  }

  /** The row from which this column goes on. */
  UUID rowIn(SealedColumn column) {
    return column.name().equals(atColumn) ? atRow : FIRST_ROW;
  }
}
