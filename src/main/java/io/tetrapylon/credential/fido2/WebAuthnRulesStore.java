package io.tetrapylon.credential.fido2;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.DataKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules that a tenant set; until it sets some, the default rules. */
@ApplicationScoped
public class WebAuthnRulesStore {
  private static final String READ =
      "SELECT allowed_models, denied_models, extra_origins, version FROM webauthn_rules WHERE tenant_id = $1";

  /** A version of 0 is the default, which has no row. */
  private static final String SET =
      """
      INSERT INTO webauthn_rules AS w VALUES ($1, $2, $3, $4, 1)
      ON CONFLICT (tenant_id) DO UPDATE SET allowed_models = $2, denied_models = $3, extra_origins = $4,
         version = w.version + 1
       WHERE $5::bigint IS NULL OR w.version = $5
      RETURNING allowed_models, denied_models, extra_origins, version""";

  private final Pool pool;
  private final DataKeys dataKeys;
  private final AuditWriter audit;

  WebAuthnRulesStore(Pool pool, DataKeys dataKeys, AuditWriter audit) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.audit = audit;
  }

  /**
   * What rules.
   *
   * @param rules the rules
   * @param version for optimistic locking; 0 for the default
   */
  public record Versioned(WebAuthnRules rules, long version) {}

  /** The rules of a tenant. */
  public Uni<Versioned> get(UUID tenant) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(tenant))
        .map(
            rows ->
                rows.size() == 0
                    ? new Versioned(WebAuthnRules.DEFAULT, 0)
                    : read(rows.iterator().next()));
  }

  private static Versioned read(Row row) {
    return new Versioned(
        new WebAuthnRules(
            Set.of(row.getArrayOfUUIDs("allowed_models")),
            Set.of(row.getArrayOfUUIDs("denied_models")),
            List.of(row.getArrayOfStrings("extra_origins"))),
        row.getLong("version"));
  }

  /**
   * Sets the rules of a tenant.
   *
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   */
  public Uni<Versioned> set(Actor actor, UUID tenant, WebAuthnRules rules, @Nullable Long seen) {
    var event =
        audit.changed(actor, tenant, "webauthn-rules.set", "webauthn-rules", tenant.toString());
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
      SqlClient tx, UUID tenant, WebAuthnRules rules, @Nullable Long seen) {
    var parameters =
        Tuple.tuple()
            .addUUID(tenant)
            .addArrayOfUUID(rules.allowedModels().toArray(UUID[]::new))
            .addArrayOfUUID(rules.deniedModels().toArray(UUID[]::new))
            .addArrayOfString(rules.extraOrigins().toArray(String[]::new))
            .addLong(seen);
    return tx.preparedQuery(SET)
        .execute(parameters)
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw new Refusal(Reason.VERSION_STALE);
              }
              return read(rows.iterator().next());
            });
  }
}
