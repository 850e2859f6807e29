package io.tetrapylon.keys;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Replaces a tenant's data key while everything goes on: a new version seals from now on, and what
 * older ones sealed is sealed anew, batch by batch. Nobody has to wait for the end, and a crash
 * costs no more than the batch that it hit. Older versions stay, for MACs that were made with them.
 */
@Singleton
public final class KeyRotation {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String NEWEST_VERSION =
      "SELECT max(version) AS version FROM data_key WHERE tenant_id = $1";
  private static final String BEGIN =
      """
      INSERT INTO key_rotation (tenant_id, version, total, pass_from, started_at)
      VALUES ($1, $2, $3, now(), now())""";
  private static final String PROGRESS =
      """
      SELECT version, rewritten, total, greatest(broken, pass_broken) AS broken, finished_at IS NOT NULL AS finished
        FROM key_rotation WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1""";

  /** The row's lock is the lease: it ends with the transaction, also when the node dies. */
  private static final String CLAIM =
      """
      SELECT tenant_id, version, at_column, at_row FROM key_rotation
       WHERE tenant_id = $1 AND version = $2 AND finished_at IS NULL AND pass_from <= now()
         FOR UPDATE SKIP LOCKED""";

  private static final String MOVE =
      """
      UPDATE key_rotation SET at_column = $3, at_row = $4, rewritten = rewritten + $5,
             pass_rewritten = pass_rewritten + $5, pass_broken = pass_broken + $6
       WHERE tenant_id = $1 AND version = $2""";
  private static final String END_PASS =
      """
      UPDATE key_rotation
         SET finished_at = CASE WHEN pass_rewritten = 0 AND pass_from >= started_at + make_interval(secs => $3)
                           THEN now() END,
             pass_from = greatest(now(), started_at + make_interval(secs => $3)),
             broken = pass_broken, pass_broken = 0, pass_rewritten = 0,
             at_column = '', at_row = '00000000-0000-0000-0000-000000000000'
       WHERE tenant_id = $1 AND version = $2""";
  private static final String UNFINISHED =
      "SELECT tenant_id FROM key_rotation WHERE finished_at IS NULL AND pass_from <= now()";

  private final Pool pool;
  private final DataKeys dataKeys;
  private final List<SealedColumn> columns;
  private final int batch;
  private final double settleSeconds;

  /** Rotations over these sealed columns, those of all features. */
  @Inject
  public KeyRotation(
      Pool pool, DataKeys dataKeys, @All List<SealedColumn> columns, KeysConfig config) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.columns = columns.stream().sorted(Comparator.comparing(SealedColumn::name)).toList();
    this.batch = config.rotationBatch();
    this.settleSeconds = config.rotationSettle().toMillis() / 1000.0;
  }

  /**
   * Gives a tenant its next data key and begins to seal everything anew; where that is under way
   * already it changes nothing. Fails with {@code OBJECT_UNKNOWN} when there is no such tenant.
   */
  public Uni<Progress> start(UUID tenant) {
    return pool.withTransaction(tx -> begin(tx, tenant))
        .onFailure(KeyRotation::isUnderWay)
        .recoverWithNull()
        .chain(() -> progress(tenant))
        .call(progress -> dataKeys.refresh(tenant, progress.version()));
  }

  private Uni<Void> begin(SqlClient tx, UUID tenant) {
    return tx.preparedQuery(NEWEST_VERSION)
        .execute(Tuple.of(tenant))
        .map(rows -> next(tenant, rows))
        .call(version -> dataKeys.insert(tx, tenant, version))
        .flatMap(version -> begin(tx, tenant, version));
  }

  private Uni<Void> begin(SqlClient tx, UUID tenant, int version) {
    return tx.preparedQuery(total())
        .execute(Tuple.of(tenant))
        .map(rows -> rows.iterator().next().getLong("total"))
        .flatMap(total -> tx.preparedQuery(BEGIN).execute(Tuple.of(tenant, version, total)))
        .replaceWithVoid();
  }

  private static int next(UUID tenant, RowSet<Row> rows) {
    var newest = rows.iterator().next().getInteger("version");
    if (newest == null) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no data key of tenant " + tenant + ".");
    }
    return newest + 1;
  }

  private String total() {
    return columns.stream()
        .map(
            c -> "(SELECT count(%s) FROM %s WHERE tenant_id = $1)".formatted(c.column(), c.table()))
        .collect(Collectors.joining(" + ", "SELECT ", " AS total"));
  }

  private static boolean isUnderWay(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
  }

  /** How far the last rotation is. Fails with {@code OBJECT_UNKNOWN} when there was none. */
  public Uni<Progress> progress(UUID tenant) {
    return pool.preparedQuery(PROGRESS).execute(Tuple.of(tenant)).map(KeyRotation::progress);
  }

  private static Progress progress(RowSet<Row> rows) {
    for (var row : rows) {
      return new Progress(
          row.getInteger("version"),
          row.getLong("rewritten"),
          row.getLong("total"),
          row.getLong("broken"),
          row.getBoolean("finished"));
    }
    throw new Refusal(Reason.OBJECT_UNKNOWN, "No rotation was started.");
  }

  /**
   * Does one batch, unless another node is at it, and says how far it is then. Calling it again
   * after whatever happened goes on where it was.
   */
  public Uni<Progress> step(UUID tenant) {
    return progress(tenant)
        .call(progress -> advance(tenant, progress.version()))
        .chain(() -> progress(tenant));
  }

  /** One batch; false when there is nothing to do now, or another node does it. */
  Uni<Boolean> advance(UUID tenant) {
    return progress(tenant).flatMap(progress -> advance(tenant, progress.version()));
  }

  private Uni<Boolean> advance(UUID tenant, int version) {
    return dataKeys
        .of(tenant, version)
        .flatMap(keys -> pool.withTransaction(tx -> advance(tx, keys)));
  }

  private Uni<Boolean> advance(SqlClient tx, TenantKeys keys) {
    return tx.preparedQuery(CLAIM)
        .execute(Tuple.of(keys.tenant(), keys.currentVersion()))
        .flatMap(
            rows ->
                rows.rowCount() == 0
                    ? Uni.createFrom().item(false)
                    : advance(tx, keys, RotationState.of(rows.iterator().next()))
                        .replaceWith(true));
  }

  private Uni<?> advance(SqlClient tx, TenantKeys keys, RotationState at) {
    var column = columnAt(at.atColumn());
    return column.isEmpty()
        ? tx.preparedQuery(END_PASS).execute(Tuple.of(at.tenant(), at.version(), settleSeconds))
        : new SealedBatch(column.get(), keys)
            .rewrite(tx, at.rowIn(column.get()), batch)
            .flatMap(result -> move(tx, at, column.get(), result));
  }

  private Optional<SealedColumn> columnAt(String name) {
    return columns.stream().filter(column -> column.name().compareTo(name) >= 0).findFirst();
  }

  private Uni<?> move(
      SqlClient tx, RotationState at, SealedColumn column, SealedBatch.Result done) {
    boolean isThrough = done.last().equals(RotationState.FIRST_ROW);
    // A space sorts before everything that a name is made of: the least name after this one.
    var position = isThrough ? column.name() + " " : column.name();
    return tx.preparedQuery(MOVE)
        .execute(
            Tuple.from(
                List.of(
                    at.tenant(),
                    at.version(),
                    position,
                    done.last(),
                    done.rewritten(),
                    done.broken())));
  }

  /** Tenants with a rotation that has something to do now. */
  Uni<List<UUID>> unfinished() {
    return pool.query(UNFINISHED)
        .execute()
        .map(rows -> rows.stream().map(row -> row.getUUID("tenant_id")).toList());
  }
}
