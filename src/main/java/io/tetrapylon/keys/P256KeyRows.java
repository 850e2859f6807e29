package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keys of tenants for one purpose, as they are stored: ES256, the private half sealed. A tenant's
 * first one is made when it is first asked for.
 */
final class P256KeyRows {
  private static final String SELECT =
      """
      SELECT id, sealed_private_key, active_from FROM signing_key
       WHERE tenant_id = $1 AND purpose = $2 AND retired_at IS NULL ORDER BY active_from NULLS FIRST, id""";
  private static final String LOCK = "SELECT id FROM tenant WHERE id = $1 FOR NO KEY UPDATE";
  private static final String INSERT =
      """
      INSERT INTO signing_key (tenant_id, id, purpose, algorithm, public_key, sealed_private_key, created_at,
             predecessor, active_from, statement)
      VALUES ($1, $2, $3, 'ES256', $4, $5, now(), $6, $7, $8)""";

  private final String purpose;
  private final Pool pool;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Entropy entropy;

  P256KeyRows(String purpose, Pool pool, DataKeys dataKeys, Ids ids, Entropy entropy) {
    this.purpose = purpose;
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.entropy = entropy;
  }

  /**
   * What makes a key another one's successor.
   *
   * @param predecessor which key it follows
   * @param activeFrom from when on it signs
   * @param statement that key's word for it
   */
  record Succession(UUID predecessor, Instant activeFrom, String statement) {}

  /**
   * A tenant's keys that are not retired, in the order in which they sign; at least one. Fails with
   * {@code OBJECT_UNKNOWN} when there is no such tenant.
   */
  Uni<List<Row>> of(UUID tenant) {
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                select(pool, tenant)
                    .chain(
                        rows ->
                            rows.isEmpty()
                                ? pool.withTransaction(tx -> makeFirst(tx, keys))
                                : Uni.createFrom().item(rows)));
  }

  /** Whoever holds the tenant's row makes it; another that waited finds it made. */
  private Uni<List<Row>> makeFirst(SqlClient tx, TenantKeys keys) {
    return lock(tx, keys.tenant())
        .chain(() -> select(tx, keys.tenant()))
        .chain(
            rows ->
                rows.isEmpty()
                    ? insert(tx, keys, generate(keys.tenant()), null)
                        .chain(() -> select(tx, keys.tenant()))
                    : Uni.createFrom().item(rows));
  }

  /** One at a time changes which keys a tenant has. */
  Uni<Void> lock(SqlClient tx, UUID tenant) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(tenant)).replaceWithVoid();
  }

  /** A new key, which is stored nowhere yet. */
  P256SigningKey generate(UUID tenant) {
    return new P256SigningKey(ids.next().toString(), tenant, P256.generate(entropy));
  }

  /** Stores a key; without a succession it is the first of a line. */
  Uni<Void> insert(
      SqlClient tx, TenantKeys keys, P256SigningKey key, @Nullable Succession succession) {
    var id = UUID.fromString(key.kid());
    var plain = Secret.of(P256Encoding.pkcs8(key.privateKey()));
    var parameters =
        Tuple.of(
            keys.tenant(),
            id,
            purpose,
            Bytea.of(P256Encoding.x509(P256.publicKey(key.privateKey()))),
            Bytea.of(keys.seal(SigningKeys.PRIVATE_KEY, id, plain)));
    parameters.addValue(succession == null ? null : succession.predecessor());
    parameters.addValue(
        succession == null ? null : succession.activeFrom().atOffset(ZoneOffset.UTC));
    parameters.addValue(succession == null ? null : succession.statement());
    return tx.preparedQuery(INSERT).execute(parameters).replaceWithVoid();
  }

  private Uni<List<Row>> select(SqlClient client, UUID tenant) {
    return client
        .preparedQuery(SELECT)
        .execute(Tuple.of(tenant, purpose))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
  }

  /** The key of a row. */
  Uni<P256SigningKey> open(UUID tenant, Row row) {
    var id = row.getUUID("id");
    return dataKeys
        .open(
            tenant, SigningKeys.PRIVATE_KEY, id, Bytea.from(row, SigningKeys.PRIVATE_KEY.column()))
        .map(
            secret ->
                new P256SigningKey(id.toString(), tenant, P256Encoding.privateKey(secret.bytes())));
  }
}
