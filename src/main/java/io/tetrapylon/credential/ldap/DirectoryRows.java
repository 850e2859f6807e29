package io.tetrapylon.credential.ldap;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.ldap.DirectorySettings.Security;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.SealedColumn;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of {@code directory}: one a tenant, or none. */
@ApplicationScoped
class DirectoryRows {
  private static final SealedColumn PASSWORD =
      new SealedColumn("directory", "id", "sealed_bind_password");

  private static final String SELECT = "SELECT * FROM directory WHERE tenant_id = $1";

  private static final String INSERT =
      """
      INSERT INTO directory (tenant_id, id, urls, security, trust_anchors, bind_dn, sealed_bind_password, base_dn,
             user_filter, pool_size, connect_timeout_ms, response_timeout_ms, created_at, modified_at, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now(), now(), 0)
      ON CONFLICT (tenant_id) DO NOTHING""";

  private static final String UPDATE =
      """
      UPDATE directory SET urls = $3, security = $4, trust_anchors = $5, bind_dn = $6, sealed_bind_password = $7,
             base_dn = $8, user_filter = $9, pool_size = $10, connect_timeout_ms = $11, response_timeout_ms = $12,
             modified_at = now(), version = version + 1
       WHERE tenant_id = $1 AND id = $2 AND version = $13""";

  private static final String DELETE =
      "DELETE FROM directory WHERE tenant_id = $1 AND id = $2 AND version = $3";

  private final DataKeys dataKeys;

  DirectoryRows(DataKeys dataKeys) {
    this.dataKeys = dataKeys;
  }

  /** For the rotation of keys. */
  @Produces
  @Singleton
  SealedColumn bindPassword() {
    return PASSWORD;
  }

  /** The tenant's directory, or null. */
  Uni<@Nullable DirectoryView> find(SqlClient client, UUID tenant) {
    return client
        .preparedQuery(SELECT)
        .execute(Tuple.of(tenant))
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().nullItem()
                    : open(tenant, rows.iterator().next()));
  }

  private Uni<DirectoryView> open(UUID tenant, Row row) {
    var id = row.getUUID("id");
    return dataKeys
        .open(tenant, PASSWORD, id, row.getBuffer("sealed_bind_password").getBytes())
        .map(password -> view(row, id, password));
  }

  private static DirectoryView view(Row row, UUID id, Secret password) {
    return new DirectoryView(
        id,
        new DirectorySettings(
            List.of(row.getArrayOfStrings("urls")),
            Security.valueOf(row.getString("security")),
            row.getString("trust_anchors"),
            row.getString("bind_dn"),
            password,
            row.getString("base_dn"),
            row.getString("user_filter"),
            row.getInteger("pool_size"),
            Duration.ofMillis(row.getInteger("connect_timeout_ms")),
            Duration.ofMillis(row.getInteger("response_timeout_ms"))),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("modified_at").toInstant(),
        row.getLong("version"));
  }

  /** Adds the first, or fails with {@code VERSION_STALE} where somebody else did meanwhile. */
  Uni<Void> insert(SqlClient tx, TenantKeys keys, UUID id, DirectorySettings settings) {
    return one(tx, INSERT, values(keys, id, settings));
  }

  /** Sets another one in its place, or fails with {@code VERSION_STALE}. */
  Uni<Void> update(SqlClient tx, TenantKeys keys, DirectoryView seen, DirectorySettings settings) {
    return one(tx, UPDATE, values(keys, seen.id(), settings).addLong(seen.version()));
  }

  /** Removes it, or fails with {@code VERSION_STALE}. */
  Uni<Void> delete(SqlClient tx, UUID tenant, DirectoryView seen) {
    return one(tx, DELETE, Tuple.of(tenant, seen.id(), seen.version()));
  }

  private static Tuple values(TenantKeys keys, UUID id, DirectorySettings settings) {
    return Tuple.tuple()
        .addUUID(keys.tenant())
        .addUUID(id)
        .addArrayOfString(settings.urls().toArray(String[]::new))
        .addString(settings.security().name())
        .addString(settings.trustAnchors())
        .addString(settings.bindDn())
        .addValue(Buffer.buffer(keys.seal(PASSWORD, id, settings.bindPassword())))
        .addString(settings.baseDn())
        .addString(settings.userFilter())
        .addInteger(settings.poolSize())
        .addInteger((int) settings.connectTimeout().toMillis())
        .addInteger((int) settings.responseTimeout().toMillis());
  }

  private static Uni<Void> one(SqlClient tx, String sql, Tuple values) {
    return tx.preparedQuery(sql)
        .execute(values)
        .invoke(
            done -> {
              if (done.rowCount() != 1) {
                throw new Refusal(Reason.VERSION_STALE);
              }
            })
        .replaceWithVoid();
  }
}
