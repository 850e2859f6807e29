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

/** The rules of codes that a tenant set; until it sets some, the default rules. */
@ApplicationScoped
public class CodeLimits {
  private static final String READ =
      "SELECT row_to_json(r) AS rules, r.version FROM code_rules r WHERE r.tenant_id = $1";

  /** A version of 0 is the default, which has no row. */
  private static final String SET =
      """
      INSERT INTO code_rules AS r VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)
      ON CONFLICT (tenant_id) DO UPDATE SET email_enabled = $2, sms_enabled = $3, lifetime_seconds = $4,
         spacing_seconds = $5, window_seconds = $6, user_limit = $7, destination_limit = $8, prefix_limit = $9,
         network_limit = $10, message = $11, version = r.version + 1
       WHERE $12::bigint IS NULL OR r.version = $12
      RETURNING version""";

  private final Pool pool;
  private final DataKeys dataKeys;
  private final AuditWriter audit;

  CodeLimits(Pool pool, DataKeys dataKeys, AuditWriter audit) {
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
  public record Versioned(CodeRules rules, long version) {}

  /** The rules of a tenant. */
  public Uni<Versioned> get(UUID tenant) {
    return pool.preparedQuery(READ).execute(Tuple.of(tenant)).map(CodeLimits::read);
  }

  private static Versioned read(RowSet<Row> rows) {
    for (var row : rows) {
      return new Versioned(
          CodeRules.read(row.get(JsonObject.class, "rules")), row.getLong("version"));
    }
    return new Versioned(CodeRules.DEFAULT, 0);
  }

  /**
   * Sets the rules of a tenant.
   *
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   */
  public Uni<Versioned> set(Actor actor, UUID tenant, CodeRules rules, @Nullable Long seen) {
    var event = audit.changed(actor, tenant, "code-rules.set", "code-rules", tenant.toString());
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
      SqlClient tx, UUID tenant, CodeRules rules, @Nullable Long seen) {
    var values = Tuple.tuple().addUUID(tenant);
    values.addBoolean(rules.emailEnabled()).addBoolean(rules.smsEnabled());
    values.addInteger((int) rules.lifetime().toSeconds());
    values.addInteger((int) rules.spacing().toSeconds());
    values.addInteger((int) rules.window().toSeconds());
    values.addInteger(rules.userLimit()).addInteger(rules.destinationLimit());
    values.addInteger(rules.prefixLimit()).addInteger(rules.networkLimit());
    values.addString(rules.message()).addLong(seen);
    return tx.preparedQuery(SET)
        .execute(values)
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Reason.VERSION_STALE);
              }
              return new Versioned(rules, rows.iterator().next().getLong("version"));
            });
  }
}
