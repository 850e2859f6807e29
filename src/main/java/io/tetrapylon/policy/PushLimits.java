package io.tetrapylon.policy;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.DataKeys;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The limits of pushes that a tenant set; until it sets some, the default rules. */
@ApplicationScoped
public class PushLimits {
  private static final String READ =
      "SELECT row_to_json(p) AS push, p.version FROM push_rules p WHERE p.tenant_id = $1";

  /** A version of 0 is the default, which has no row. */
  private static final String SET =
      """
      INSERT INTO push_rules AS p VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)
      ON CONFLICT (tenant_id) DO UPDATE SET lifetime_seconds = $2, spacing_seconds = $3, minute_limit = $4,
         stranger_minute_limit = $5, unanswered_limit = $6, window_seconds = $7, denial_limit = $8, stop_seconds = $9,
         plain_approval = $10, version = p.version + 1
       WHERE $11::bigint IS NULL OR p.version = $11
      RETURNING version""";

  private final Pool pool;
  private final DataKeys dataKeys;
  private final AuditWriter audit;

  PushLimits(Pool pool, DataKeys dataKeys, AuditWriter audit) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.audit = audit;
  }

  /**
   * What rules.
   *
   * @param rules the limits
   * @param version for optimistic locking; 0 for the default
   */
  public record Versioned(PushRules rules, long version) {}

  /** The limits of a tenant. */
  public Uni<Versioned> get(UUID tenant) {
    return pool.preparedQuery(READ).execute(Tuple.of(tenant)).map(PushLimits::read);
  }

  private static Versioned read(RowSet<Row> rows) {
    for (var row : rows) {
      return new Versioned(
          PushRules.read(row.get(JsonObject.class, "push")), row.getLong("version"));
    }
    return new Versioned(PushRules.DEFAULT, 0);
  }

  /**
   * Sets the limits of a tenant.
   *
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   */
  public Uni<Versioned> set(Actor actor, UUID tenant, PushRules rules, @Nullable Long seen) {
    var event = audit.changed(actor, tenant, "push-rules.set", "push-rules", tenant.toString());
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                pool.withTransaction(
                    tx ->
                        put(tx, tenant, rules, seen)
                            .call(() -> audit.write(tx, keys, event.detailed(rules.toString())))));
  }

  private static Uni<Versioned> put(
      SqlClient tx, UUID tenant, PushRules rules, @Nullable Long seen) {
    var parameters = Tuple.tuple().addUUID(tenant);
    parameters.addInteger((int) rules.lifetime().toSeconds());
    parameters.addInteger((int) rules.spacing().toSeconds());
    parameters.addInteger(rules.minuteLimit());
    parameters.addInteger(rules.strangerMinuteLimit());
    parameters.addInteger(rules.unansweredLimit());
    parameters.addInteger((int) rules.window().toSeconds());
    parameters.addInteger(rules.denialLimit());
    parameters.addInteger((int) rules.stop().toSeconds());
    parameters.addBoolean(rules.plainApproval());
    parameters.addLong(seen);
    return tx.preparedQuery(SET)
        .execute(parameters)
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Reason.VERSION_STALE);
              }
              return new Versioned(rules, rows.iterator().next().getLong("version"));
            });
  }
}
