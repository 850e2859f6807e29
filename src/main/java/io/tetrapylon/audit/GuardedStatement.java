package io.tetrapylon.audit;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement that decides: fragments that change rows under their guards, and the audit row of
 * what they did. It is one round trip, and it commits whole or not at all.
 *
 * <p>A fragment is a CTE whose text says its name and its parameters, {@code #{such}}; a feature
 * offers those of its own tables. Which of them had a row picks the audit row.
 */
public final class GuardedStatement {
  private final SqlTemplate<Map<String, Object>, RowSet<Row>> template;

  /** A statement of {@link #sql}. */
  public GuardedStatement(Pool injected, String sql) {
    // Templates look into the client, so they want the pool itself and not CDI's proxy of it.
    var pool = Pool.newInstance(ClientProxy.unwrap(injected.getDelegate()));
    template = SqlTemplate.forQuery(pool, sql);
  }

  /**
   * The text of a statement, whose only row has {@code reason}.
   *
   * @param pick which candidate of {@link #parameters} is inserted, counted from 1: an expression
   *     over the fragments
   * @param fragments in the order in which they use each other
   */
  public static String sql(String pick, String... fragments) {
    return with(fragments) + AuditInsert.choosing(pick);
  }

  /**
   * The same, whose row has more than {@code reason}.
   *
   * @param also expressions over the fragments, each with its name
   */
  public static String returning(String also, String pick, String... fragments) {
    return with(fragments) + AuditInsert.choosing(pick, also);
  }

  private static String with(String... fragments) {
    return fragments.length == 0 ? "" : "WITH " + String.join(",\n", fragments) + "\n";
  }

  /** Picks the first candidate where a fragment had a row, and else the second. */
  public static String whether(String fragment) {
    return "CASE WHEN EXISTS (SELECT FROM " + fragment + ") THEN 1 ELSE 2 END";
  }

  /**
   * The parameters of the audit row, to which those of the fragments are added.
   *
   * @param candidates the ends of one event, which differ in outcome and reason only
   */
  public static Map<String, Object> parameters(TenantKeys keys, AuditEvent... candidates) {
    requireOne(candidates);
    var parameters = new HashMap<>(AuditInsert.parameters(keys, List.of(candidates)));
    parameters.put("tenant", keys.tenant());
    return parameters;
  }

  /** A row is bound once, so the MAC of what differs in anything else would not be the row's. */
  private static void requireOne(AuditEvent... candidates) {
    var first = candidates[0];
    for (var each : candidates) {
      if (!each.ended(first.outcome(), first.reason()).equals(first)) {
        throw new IllegalArgumentException("these are several events, not the ends of one");
      }
    }
  }

  /** Runs it; the row says which candidate was inserted. */
  public Uni<Row> execute(Map<String, Object> parameters) {
    return template.execute(parameters).map(rows -> rows.iterator().next());
  }
}
