package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Wraps data keys by the current master key that an older one wraps. To replace the master key: add
 * the new one behind the current one on every node, then make it the first on every node, then wait
 * until {@link #progress} has none remaining, then take the old one out.
 */
@Singleton
public final class MasterRotation {
  private static final Logger LOG = Logger.getLogger(MasterRotation.class);
  private static final String PROGRESS =
      """
      SELECT count(*) FILTER (WHERE master_key_id = $1) AS wrapped,
             count(*) FILTER (WHERE master_key_id <> $1) AS remaining FROM data_key""";
  private static final String SELECT =
      """
      SELECT tenant_id, version, master_key_id, wrapped FROM data_key
       WHERE master_key_id <> $1 AND master_key_id = ANY($2) ORDER BY tenant_id, version LIMIT $3""";
  private static final String UPDATE =
      """
      UPDATE data_key SET master_key_id = $4, wrapped = $5
       WHERE tenant_id = $1 AND version = $2 AND wrapped = $3""";

  private final Pool pool;
  private final MasterKeys masters;
  private final DataKeyWrap wrap;
  private final int batch;

  /** Over all data keys of this database. */
  @Inject
  public MasterRotation(Pool pool, MasterKeys masters, Entropy entropy, KeysConfig config) {
    this.pool = pool;
    this.masters = masters;
    this.wrap = new DataKeyWrap(masters, entropy);
    this.batch = config.rotationBatch();
  }

  /** How many data keys are wrapped by the current master key, and how many are not. */
  public Uni<MasterProgress> progress() {
    var current = masters.currentMasterId();
    return pool.preparedQuery(PROGRESS)
        .execute(Tuple.of(current))
        .map(rows -> rows.iterator().next())
        .map(row -> new MasterProgress(current, row.getLong("wrapped"), row.getLong("remaining")));
  }

  /** Wraps one batch anew; true when there may be more. */
  public Uni<Boolean> step() {
    var known = masters.masterIds().toArray(String[]::new);
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(masters.currentMasterId(), known, batch))
        .flatMap(this::rewrap);
  }

  private Uni<Boolean> rewrap(RowSet<Row> rows) {
    var updates = new ArrayList<Tuple>();
    rows.forEach(row -> addUpdate(row, updates));
    return updates.isEmpty()
        ? Uni.createFrom().item(false)
        : pool.preparedQuery(UPDATE).executeBatch(updates).replaceWith(rows.rowCount() == batch);
  }

  private void addUpdate(Row row, ArrayList<Tuple> updates) {
    UUID tenant = row.getUUID("tenant_id");
    int version = row.getInteger("version");
    var old = Bytea.from(row, "wrapped");
    try {
      var key = wrap.unwrap(tenant, version, row.getString("master_key_id"), old);
      var renewed = Bytea.of(wrap.wrap(tenant, version, key));
      updates.add(Tuple.of(tenant, version, Bytea.of(old), masters.currentMasterId(), renewed));
    } catch (SealBroken e) {
      LOG.errorf("Data key %d of tenant %s: %s", version, tenant, e.getMessage());
    }
  }
}
