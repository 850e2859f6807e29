package io.tetrapylon.keys;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The data keys of tenants: one a tenant, in versions, wrapped by a master key in the database and
 * in the clear in memory only. Once loaded, a tenant's keys are there without a wait.
 */
@Singleton
public final class DataKeys {
  private static final int FIRST_VERSION = 1;
  private static final String SELECT =
      "SELECT version, master_key_id, wrapped FROM data_key WHERE tenant_id = $1";
  private static final String NEWEST =
      "SELECT tenant_id, max(version) AS version FROM data_key WHERE version > 1 GROUP BY tenant_id";
  private static final String INSERT =
      """
      INSERT INTO data_key (tenant_id, version, master_key_id, wrapped, created_at)
      VALUES ($1, $2, $3, $4, now())""";

  private final Pool pool;
  private final Entropy entropy;
  private final DataKeyWrap wrap;
  private final Map<UUID, TenantKeys> loaded = new ConcurrentHashMap<>();

  /** Keys in this database, wrapped by these master keys. */
  @Inject
  public DataKeys(Pool pool, MasterKeys masters, Entropy entropy) {
    this.pool = pool;
    this.entropy = entropy;
    this.wrap = new DataKeyWrap(masters, entropy);
  }

  /**
   * The keys of a tenant; from memory when they have been asked for before.
   *
   * <p>Fails with {@code OBJECT_UNKNOWN} when the tenant has none, which means that there is no
   * such tenant.
   */
  public Uni<TenantKeys> of(UUID tenant) {
    return of(tenant, FIRST_VERSION);
  }

  /**
   * The keys of a tenant, among them that version: another node may have made it since these were
   * loaded, and then they are loaded again.
   */
  public Uni<TenantKeys> of(UUID tenant, int atLeastVersion) {
    var known = loaded.get(tenant);
    return known != null && known.currentVersion() >= atLeastVersion
        ? Uni.createFrom().item(known)
        : load(tenant);
  }

  /**
   * Opens a value in the place where it was found, loading the keys when they are not in memory or
   * too old for it. Fails with {@link SealBroken} when it does not belong there.
   */
  public Uni<Secret> open(UUID tenant, SealedColumn column, UUID row, byte[] sealed) {
    return Uni.createFrom()
        .deferred(() -> of(tenant, Sealer.version(sealed)))
        .map(keys -> keys.open(column, row, sealed));
  }

  /**
   * Makes a new tenant's first data key within the caller's transaction. The keys are given back
   * for use in that same transaction; others see them after the commit.
   */
  public Uni<TenantKeys> create(SqlClient tx, UUID tenant) {
    return insert(tx, tenant, FIRST_VERSION)
        .map(key -> keys(tenant, new TreeMap<>(Map.of(FIRST_VERSION, key))));
  }

  /** Inserts the data key of that version; what exists already is a failure of the statement. */
  Uni<DataKey> insert(SqlClient tx, UUID tenant, int version) {
    var key = wrap.generate();
    var wrapped = wrap.wrap(tenant, version, key);
    return tx.preparedQuery(INSERT)
        .execute(Tuple.of(tenant, version, wrap.masterId(), Bytea.of(wrapped)))
        .replaceWith(() -> new DataKey(key));
  }

  /** Loads again what is in memory below that version. */
  Uni<Void> refresh(UUID tenant, int version) {
    var known = loaded.get(tenant);
    return known == null || known.currentVersion() >= version
        ? Uni.createFrom().voidItem()
        : load(tenant).replaceWithVoid();
  }

  /** Loads again whatever another node has made a newer version of. */
  Uni<Void> learn() {
    return pool.query(NEWEST)
        .execute()
        .toMulti()
        .flatMap(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(
            row -> refresh(row.getUUID("tenant_id"), row.getInteger("version")))
        .collect()
        .last();
  }

  private Uni<TenantKeys> load(UUID tenant) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(tenant))
        .map(rows -> unwrap(tenant, rows))
        .invoke(keys -> loaded.merge(tenant, keys, DataKeys::newer));
  }

  /** Two loads may overtake each other: the memory never goes back. */
  private static TenantKeys newer(TenantKeys one, TenantKeys other) {
    return other.currentVersion() >= one.currentVersion() ? other : one;
  }

  private TenantKeys unwrap(UUID tenant, RowSet<Row> rows) {
    var keys = new TreeMap<Integer, DataKey>();
    for (var row : rows) {
      int version = row.getInteger("version");
      var wrapped = Bytea.from(row, "wrapped");
      keys.put(
          version,
          new DataKey(wrap.unwrap(tenant, version, row.getString("master_key_id"), wrapped)));
    }
    if (keys.isEmpty()) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no data key of tenant " + tenant + ".");
    }
    return keys(tenant, keys);
  }

  private TenantKeys keys(UUID tenant, NavigableMap<Integer, DataKey> keys) {
    return new TenantKeys(tenant, keys, entropy);
  }
}
