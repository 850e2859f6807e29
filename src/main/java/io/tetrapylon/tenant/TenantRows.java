package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The statements about whole tenants: they stand above any one tenant, so the pg client runs them.
 */
final class TenantRows {
  private static final String SELECT =
      """
      SELECT id, code, name, licence_users, licence_expires, licence_fido, token_failure_limit, password_failure_limit,
             attestation, sta_import, unsigned_login_hints, relying_parties, callback_url, alert_url, allowed_hosts,
             standard_lists, created_at, version
        FROM tenant WHERE\s""";
  private static final String BY_CODE = SELECT + "code = $1";
  private static final String BY_ID = SELECT + "id = $1";
  private static final String PAGE = SELECT + "id > $1 AND id <> $2 ORDER BY id LIMIT $3";
  private static final String INSERT =
      """
      INSERT INTO tenant (id, code, name, licence_users, licence_expires, licence_fido, token_failure_limit,
             password_failure_limit, attestation, sta_import, unsigned_login_hints, relying_parties, callback_url,
             alert_url, allowed_hosts, standard_lists, created_at, version)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0)
      ON CONFLICT (code) DO NOTHING""";
  private static final String DELETE = "DELETE FROM tenant WHERE id = $1 AND version = $2";

  private TenantRows() {}

  static Uni<@Nullable Tenant> byCode(SqlClient client, String code) {
    return first(client, BY_CODE, Tuple.of(code));
  }

  static Uni<@Nullable Tenant> byId(SqlClient client, UUID id) {
    return first(client, BY_ID, Tuple.of(id));
  }

  /** In order of creation, without the installation itself. */
  static Uni<List<Tenant>> page(SqlClient client, UUID after, int limit) {
    return client
        .preparedQuery(PAGE)
        .execute(Tuple.of(after, Tenants.INSTALLATION, limit))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(TenantRows::of).toList());
  }

  /** False when there is a tenant of that code already. */
  static Uni<Boolean> insert(SqlClient tx, Tenant tenant) {
    var settings = tenant.settings();
    var values =
        Tuple.tuple()
            .addUUID(tenant.id())
            .addString(tenant.code())
            .addString(settings.name())
            .addInteger(settings.licence().users())
            .addLocalDate(settings.licence().expires())
            .addBoolean(settings.licence().fido())
            .addInteger(settings.limits().tokenFailures())
            .addInteger(settings.limits().passwordFailures())
            .addString(settings.attestation().name())
            .addBoolean(settings.staImport())
            .addBoolean(settings.unsignedLoginHints())
            .addArrayOfString(settings.relyingParties().toArray(String[]::new))
            .addString(settings.callbackUrl())
            .addString(settings.alertUrl())
            .addArrayOfString(settings.allowedHosts().toArray(String[]::new))
            .addBoolean(settings.standardLists())
            .addOffsetDateTime(OffsetDateTime.ofInstant(tenant.createdAt(), ZoneOffset.UTC));
    return tx.preparedQuery(INSERT).execute(values).map(rows -> rows.rowCount() == 1);
  }

  /** False when that version is not there any more. */
  static Uni<Boolean> delete(SqlClient tx, UUID id, long version) {
    return tx.query("SET CONSTRAINTS ALL DEFERRED")
        .execute()
        .chain(() -> tx.preparedQuery(DELETE).execute(Tuple.of(id, version)))
        .map(rows -> rows.rowCount() == 1);
  }

  private static Uni<@Nullable Tenant> first(SqlClient client, String sql, Tuple values) {
    return client
        .preparedQuery(sql)
        .execute(values)
        .map(rows -> rows.iterator().hasNext() ? of(rows.iterator().next()) : null);
  }

  private static Tenant of(Row row) {
    return new Tenant(
        row.getUUID("id"),
        row.getString("code"),
        settings(row),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getLong("version"));
  }

  private static Tenant.Settings settings(Row row) {
    return new Tenant.Settings(
        row.getString("name"),
        new Tenant.Licence(
            row.getInteger("licence_users"),
            row.getLocalDate("licence_expires"),
            row.getBoolean("licence_fido")),
        new Tenant.Limits(
            row.getInteger("token_failure_limit"), row.getInteger("password_failure_limit")),
        Tenant.Attestation.valueOf(row.getString("attestation")),
        row.getBoolean("sta_import"),
        row.getBoolean("unsigned_login_hints"),
        List.of(row.getArrayOfStrings("relying_parties")),
        row.getString("callback_url"),
        row.getString("alert_url"),
        List.of(row.getArrayOfStrings("allowed_hosts")),
        row.getBoolean("standard_lists"));
  }
}
