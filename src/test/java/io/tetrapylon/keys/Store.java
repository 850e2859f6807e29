package io.tetrapylon.keys;

import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tenants with sealed credentials, for tests. */
@Singleton
class Store {
  static final SealedColumn SECRET = new SealedColumn("credential", "id", "sealed_secret");

  private final Pool pool;
  private final DataKeys dataKeys;
  private final Ids ids;

  Store(Pool pool, DataKeys dataKeys, Ids ids) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.ids = ids;
  }

  /** A tenant without keys. */
  UUID bareTenant() {
    var tenant = ids.next();
    run(
        """
        INSERT INTO tenant (id, code, name, licence_users, licence_fido, token_failure_limit, password_failure_limit,
          attestation, sta_import, relying_parties, allowed_hosts, created_at, version)
        VALUES ($1, $1::uuid::text, 'T', 9, false, 9, 9, 'SELF_OR_BETTER', false, '{}', '{}', now(), 0)""",
        tenant);
    return tenant;
  }

  /** A tenant with its first data key. */
  UUID tenant() {
    var tenant = bareTenant();
    pool.withTransaction(tx -> dataKeys.create(tx, tenant)).await().indefinitely();
    return tenant;
  }

  /** Credentials of a new user, whose secrets are the texts of their ids. */
  List<UUID> credentials(UUID tenant, int count) {
    var user = ids.next();
    var policy = ids.next();
    run(
        """
        INSERT INTO app_user (tenant_id, id, number, username, external_id, status, overallocated, created_at, version)
        VALUES ($1, $2, next_number(), 'u', $2::uuid::text, 'ACTIVE', false, now(), 0)""",
        tenant,
        user);
    run(
        """
        INSERT INTO credential_policy (tenant_id, id, external_id, code, kind, is_default, created_at, version)
        VALUES ($1, $2, $2::uuid::text, $2::uuid::text, 'OATH', false, now(), 0)""",
        tenant,
        policy);
    var keys = dataKeys.of(tenant).await().indefinitely();
    return IntStream.range(0, count)
        .mapToObj(i -> credential(keys, user, policy))
        .sorted((one, other) -> one.toString().compareTo(other.toString()))
        .toList();
  }

  private UUID credential(TenantKeys keys, UUID user, UUID policy) {
    var id = ids.next();
    run(
        """
        INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, sealed_secret,
          created_at, modified_at)
        VALUES ($1, $2, $3, $4, 'OATH', $2::uuid::text, 'l', 'ACTIVE', $5, now(), now())""",
        keys.tenant(),
        id,
        user,
        policy,
        Bytea.of(keys.seal(SECRET, id, Secret.of(id.toString()))));
    return id;
  }

  byte[] sealed(UUID tenant, UUID credential) {
    var rows =
        run(
            "SELECT sealed_secret FROM credential WHERE tenant_id = $1 AND id = $2",
            tenant,
            credential);
    return Bytea.from(rows.iterator().next(), "sealed_secret");
  }

  void write(UUID tenant, UUID credential, byte[] sealed) {
    run(
        "UPDATE credential SET sealed_secret = $3 WHERE tenant_id = $1 AND id = $2",
        tenant,
        credential,
        Bytea.of(sealed));
  }

  RowSet<Row> run(String sql, Object... values) {
    return pool.preparedQuery(sql).execute(Tuple.from(List.of(values))).await().indefinitely();
  }
}
