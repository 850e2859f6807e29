package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A key of each tenant for one purpose: ES256, the private half sealed. It is made when it is first
 * asked for and stays.
 */
abstract class P256SigningKeys {
  private static final String SELECT =
      """
      SELECT id, sealed_private_key FROM signing_key
       WHERE tenant_id = $1 AND purpose = $2 AND retired_at IS NULL ORDER BY id LIMIT 1""";
  private static final String LOCK = "SELECT id FROM tenant WHERE id = $1 FOR NO KEY UPDATE";
  private static final String INSERT =
      """
      INSERT INTO signing_key (tenant_id, id, purpose, algorithm, public_key, sealed_private_key, created_at)
      VALUES ($1, $2, $3, 'ES256', $4, $5, now())""";

  private final String purpose;
  private final Pool pool;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Entropy entropy;

  /** Tenants that exist, and no others: a key is only here when its row is. */
  private final Map<UUID, P256SigningKey> loaded = new ConcurrentHashMap<>();

  P256SigningKeys(String purpose, Pool pool, DataKeys dataKeys, Ids ids, Entropy entropy) {
    this.purpose = purpose;
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.entropy = entropy;
  }

  /** The key of a tenant. Fails with {@code OBJECT_UNKNOWN} when there is no such tenant. */
  public Uni<P256SigningKey> of(UUID tenant) {
    var known = loaded.get(tenant);
    return known != null ? Uni.createFrom().item(known) : load(tenant);
  }

  private Uni<P256SigningKey> load(UUID tenant) {
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                select(pool, tenant)
                    .chain(
                        rows ->
                            rows.rowCount() > 0
                                ? Uni.createFrom().item(rows)
                                : pool.withTransaction(tx -> make(tx, keys))))
        .chain(rows -> open(tenant, rows.iterator().next()))
        .invoke(key -> loaded.put(tenant, key));
  }

  /** Whoever holds the tenant's row makes it; another that waited finds it made. */
  private Uni<RowSet<Row>> make(SqlClient tx, TenantKeys keys) {
    return tx.preparedQuery(LOCK)
        .execute(Tuple.of(keys.tenant()))
        .chain(() -> select(tx, keys.tenant()))
        .chain(
            rows ->
                rows.rowCount() > 0
                    ? Uni.createFrom().item(rows)
                    : insert(tx, keys).chain(() -> select(tx, keys.tenant())));
  }

  private Uni<RowSet<Row>> insert(SqlClient tx, TenantKeys keys) {
    var id = ids.next();
    var key = P256.generate(entropy);
    var sealed = keys.seal(SigningKeys.PRIVATE_KEY, id, Secret.of(P256Encoding.pkcs8(key)));
    return tx.preparedQuery(INSERT)
        .execute(
            Tuple.of(
                keys.tenant(),
                id,
                purpose,
                Bytea.of(P256Encoding.x509(P256.publicKey(key))),
                Bytea.of(sealed)));
  }

  private Uni<RowSet<Row>> select(SqlClient client, UUID tenant) {
    return client.preparedQuery(SELECT).execute(Tuple.of(tenant, purpose));
  }

  private Uni<P256SigningKey> open(UUID tenant, Row row) {
    var id = row.getUUID("id");
    return dataKeys
        .open(
            tenant, SigningKeys.PRIVATE_KEY, id, Bytea.from(row, SigningKeys.PRIVATE_KEY.column()))
        .map(
            secret ->
                new P256SigningKey(id.toString(), tenant, P256Encoding.privateKey(secret.bytes())));
  }
}
