package io.tetrapylon.tenant;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rules of which each tenant has one row, or none where it lives by the default. They are set
 * whole, by optimistic locking, and each change is in the trail.
 *
 * <p>The feature whose rules they are owns the table and keeps one of these for it.
 */
public final class TenantRules<R> {
  private final Pool pool;
  private final AuditWriter audit;
  private final Table<R> table;
  private final String read;
  private final String set;

  /** The rules of one table. */
  public TenantRules(Pool pool, AuditWriter audit, Table<R> table) {
    this.pool = pool;
    this.audit = audit;
    this.table = table;
    this.read = readSql(table.name());
    this.set = setSql(table.name(), table.row().apply(table.byDefault()).keySet());
  }

  /**
   * Where rules are kept.
   *
   * @param name of the table; it has {@code tenant_id} and {@code version} besides the rules
   * @param byDefault what rules where a tenant set nothing
   * @param row the columns of rules with their values
   * @param read rules of such columns
   */
  public record Table<R>(
      String name,
      R byDefault,
      Function<R, Map<String, Object>> row,
      Function<JsonObject, R> read) {}

  /**
   * What rules.
   *
   * @param rules the rules
   * @param version for optimistic locking; 0 for the default, which has no row
   */
  public record Versioned<R>(R rules, long version) {}

  private static String readSql(String table) {
    return "SELECT row_to_json(r) AS rules, r.version FROM %s r WHERE r.tenant_id = $1"
        .formatted(table);
  }

  private static String setSql(String table, Set<String> columns) {
    var values =
        IntStream.rangeClosed(2, columns.size() + 1).mapToObj(n -> "$" + n).collect(joining(", "));
    var changes = columns.stream().map(name -> name + " = excluded." + name).collect(joining(", "));
    int seen = columns.size() + 2;
    return """
        INSERT INTO %s AS r (tenant_id, %s, version) VALUES ($1, %s, 1)
        ON CONFLICT (tenant_id) DO UPDATE SET %s, version = r.version + 1
         WHERE $%d::bigint IS NULL OR r.version = $%d
        RETURNING version"""
        .formatted(table, String.join(", ", columns), values, changes, seen, seen);
  }

  /** The rules of a tenant. */
  public Uni<Versioned<R>> get(UUID tenant) {
    return pool.preparedQuery(read).execute(Tuple.of(tenant)).map(this::versioned);
  }

  private Versioned<R> versioned(RowSet<Row> rows) {
    for (var row : rows) {
      return new Versioned<>(
          table.read().apply(row.get(JsonObject.class, "rules")), row.getLong("version"));
    }
    return new Versioned<>(table.byDefault(), 0);
  }

  /**
   * Sets the rules of a tenant.
   *
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   */
  public Uni<Versioned<R>> set(Actor actor, UUID tenant, R rules, @Nullable Long seen) {
    var kind = table.name().replace('_', '-');
    var event = audit.changed(actor, tenant, kind + ".set", kind, tenant.toString());
    return audit.change(
        event.detailed(rules.toString()), (tx, keys) -> put(tx, tenant, rules, seen));
  }

  private Uni<Versioned<R>> put(SqlClient tx, UUID tenant, R rules, @Nullable Long seen) {
    var values = new ArrayList<Object>();
    values.add(tenant);
    values.addAll(table.row().apply(rules).values());
    values.add(seen);
    return tx.preparedQuery(set)
        .execute(Tuple.from(values))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Reason.VERSION_STALE);
              }
              return new Versioned<>(rules, rows.iterator().next().getLong("version"));
            });
  }
}
