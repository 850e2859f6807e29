package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The next rows of one sealed column that are not under the current version, and how they are
 * sealed anew.
 */
record SealedBatch(SealedColumn column, TenantKeys keys) {
  private static final Logger LOG = Logger.getLogger(SealedBatch.class);

  /**
   * What came of a batch.
   *
   * @param last the last row that was looked at; {@link RotationState#FIRST_ROW} when there was
   *     none
   * @param rewritten how many were to be sealed anew
   * @param broken how many did not open
   */
  record Result(UUID last, long rewritten, long broken) {}

  /** Bytes 2 to 5 of a sealed value are the version of its key, see {@link Sealer}. */
  private String select() {
    return """
        SELECT %2$s AS id, %3$s AS sealed FROM %1$s
         WHERE tenant_id = $1 AND %2$s > $2 AND substring(%3$s FROM 2 FOR 4) <> $3
         ORDER BY %2$s LIMIT $4"""
        .formatted(column.table(), column.keyColumn(), column.column());
  }

  /** A value that somebody replaced in the meantime stays as they wrote it. */
  private String update() {
    return "UPDATE %1$s SET %3$s = $4 WHERE tenant_id = $1 AND %2$s = $2 AND %3$s = $3"
        .formatted(column.table(), column.keyColumn(), column.column());
  }

  Uni<Result> rewrite(SqlClient tx, UUID after, int limit) {
    var version = Bytea.of(Sealer.fourBytes(keys.currentVersion()));
    return tx.preparedQuery(select())
        .execute(Tuple.of(keys.tenant(), after, version, limit))
        .flatMap(rows -> rewrite(tx, rows));
  }

  private Uni<Result> rewrite(SqlClient tx, RowSet<Row> rows) {
    var updates = new ArrayList<Tuple>();
    var last = RotationState.FIRST_ROW;
    for (var row : rows) {
      last = row.getUUID("id");
      addUpdate(last, Bytea.from(row, "sealed"), updates);
    }
    var result = new Result(last, updates.size(), rows.rowCount() - updates.size());
    return updates.isEmpty()
        ? Uni.createFrom().item(result)
        : tx.preparedQuery(update()).executeBatch(updates).replaceWith(result);
  }

  private void addUpdate(UUID row, byte[] old, List<Tuple> updates) {
    try {
      Secret plain = keys.open(column, row, old);
      var renewed = keys.seal(column, row, plain);
      updates.add(Tuple.of(keys.tenant(), row, Bytea.of(old), Bytea.of(renewed)));
    } catch (SealBroken e) {
      LOG.errorf(
          "%s of row %s of tenant %s: %s", column.name(), row, keys.tenant(), e.getMessage());
    }
  }
}
