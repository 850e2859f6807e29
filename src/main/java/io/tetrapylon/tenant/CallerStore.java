package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads callers as they stand: the statements by which a token, an access id or an API key becomes
 * a caller.
 */
@ApplicationScoped
class CallerStore {
  private static final String CLIENT =
      """
      SELECT t.id AS tenant_id, t.code, c.id, c.access_id, c.access, c.permissions, c.user_id, c.dataroom, c.password_hash
        FROM api_client c
        JOIN tenant t ON t.id = c.tenant_id
        %s
       WHERE c.enabled AND %s
      """;
  private static final String CLIENT_BY_ID = CLIENT.formatted("", "c.tenant_id = $1 AND c.id = $2");
  private static final String CLIENT_BY_ACCESS_ID = CLIENT.formatted("", "c.access_id = $1");
  private static final String CLIENT_BY_API_KEY =
      CLIENT.formatted(
          "JOIN api_key k ON k.tenant_id = c.tenant_id AND k.client_id = c.id",
          "k.digest = $1 AND k.expires_at > now()");
  private static final String OPERATOR =
      """
      SELECT t.id AS tenant_id, t.code, o.id, o.login, o.role
        FROM operator o JOIN tenant t ON t.id = o.tenant_id
       WHERE o.enabled AND o.tenant_id = $1 AND o.id = $2
      """;

  private final Pool pool;
  private final EndUsers endUsers;

  CallerStore(Pool pool, EndUsers endUsers) {
    this.pool = pool;
    this.endUsers = endUsers;
  }

  /** An API client and what its password is checked against. */
  record StoredClient(Caller caller, String passwordHash) {}

  Uni<@Nullable Caller> find(UUID tenant, Caller.Kind kind, UUID id) {
    return switch (kind) {
      case API_CLIENT ->
          first(CLIENT_BY_ID, Tuple.of(tenant, id)).map(row -> row == null ? null : client(row));
      case OPERATOR ->
          first(OPERATOR, Tuple.of(tenant, id)).map(row -> row == null ? null : operator(row));
      case USER -> endUsers.find(tenant, id);
    };
  }

  Uni<@Nullable StoredClient> byAccessId(String accessId) {
    return first(CLIENT_BY_ACCESS_ID, Tuple.of(accessId))
        .map(
            row ->
                row == null ? null : new StoredClient(client(row), row.getString("password_hash")));
  }

  Uni<@Nullable Caller> byApiKey(byte[] digest) {
    return first(CLIENT_BY_API_KEY, Tuple.of(io.vertx.core.buffer.Buffer.buffer(digest)))
        .map(row -> row == null ? null : client(row));
  }

  private Uni<@Nullable Row> first(String sql, Tuple parameters) {
    return pool.preparedQuery(sql).execute(parameters).map(CallerStore::firstOf);
  }

  private static @Nullable Row firstOf(RowSet<Row> rows) {
    var each = rows.iterator();
    return each.hasNext() ? each.next() : null;
  }

  /** The API client of a row that has its columns and its tenant's. */
  static Caller client(Row row) {
    return new Caller(
        row.getUUID("tenant_id"),
        row.getString("code"),
        row.getUUID("id"),
        Caller.Kind.API_CLIENT,
        row.getString("access_id"),
        Caller.Access.valueOf(row.getString("access")),
        Permission.expand(Set.of(row.getArrayOfStrings("permissions"))),
        row.getUUID("user_id"),
        row.getArrayOfUUIDs("dataroom"));
  }

  /** The operator of a row with the columns of {@link #OPERATOR}. */
  static Caller operator(Row row) {
    return new Caller(
        row.getUUID("tenant_id"),
        row.getString("code"),
        row.getUUID("id"),
        Caller.Kind.OPERATOR,
        row.getString("login"),
        Caller.Access.READ_WRITE,
        Role.valueOf(row.getString("role")).permissions(),
        null,
        null);
  }
}
