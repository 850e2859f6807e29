package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.PasswordHasher;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator logs in: read, hash, and one statement that decides, counts and tells the trail.
 *
 * <p>A failure is counted by a statement that commits; a lock is looked at in the same statement
 * that would grant, so that guesses at once cannot pass it.
 */
@ApplicationScoped
class OperatorLogins {
  private static final String FIND =
      """
      SELECT t.id AS tenant_id, t.code, o.id, o.login, o.role, o.password_hash, o.enabled
        FROM tenant t LEFT JOIN operator o ON o.tenant_id = t.id AND o.login = $2
       WHERE t.code = $1""";
  private static final String GUARDED =
      """
       WHERE tenant_id = #{tenant} AND id = #{operator} AND enabled
         AND (locked_until IS NULL OR locked_until <= now())
      """;

  /** Guarded also by the hash that was compared: a password changed meanwhile is not the one. */
  private static final String GRANT =
      "done AS (UPDATE operator SET failures = 0, locked_until = NULL"
          + GUARDED
          + " AND password_hash = #{hash} RETURNING id)";

  private static final String REFUSE =
      """
      done AS (
        UPDATE operator SET failures = CASE WHEN failures + 1 >= 10 THEN 0 ELSE failures + 1 END,
               locked_until = CASE WHEN failures + 1 >= 10 THEN now() + interval '15 minutes' END
      """
          + GUARDED
          + " RETURNING id)";

  private final Pool pool;
  private final PasswordHasher hasher;
  private final DataKeys dataKeys;
  private final AuditWriter audit;
  private final GuardedStatement grant;
  private final GuardedStatement refuse;

  OperatorLogins(Pool pool, PasswordHasher hasher, DataKeys dataKeys, AuditWriter audit) {
    this.pool = pool;
    this.hasher = hasher;
    this.dataKeys = dataKeys;
    this.audit = audit;
    var done = GuardedStatement.whether("done");
    this.grant = new GuardedStatement(pool, GuardedStatement.sql(done, GRANT));
    this.refuse = new GuardedStatement(pool, GuardedStatement.sql(done, REFUSE));
  }

  Uni<Caller> authenticate(
      String tenantCode, String login, Secret password, @Nullable String requestId) {
    return find(tenantCode, login)
        .chain(
            row ->
                hasher
                    .check(password, row == null ? null : row.getString("password_hash"))
                    .chain(check -> decide(row, check.matches(), requestId)));
  }

  private Uni<@Nullable Row> find(String tenantCode, String login) {
    if (!isStorable(tenantCode) || !isStorable(login)) {
      return Uni.createFrom().nullItem();
    }
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(tenantCode, login))
        .map(rows -> rows.iterator().hasNext() ? rows.iterator().next() : null);
  }

  /** What PostgreSQL cannot hold is nobody's name. */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
  }

  private Uni<Caller> decide(@Nullable Row row, boolean matches, @Nullable String requestId) {
    if (row == null) {
      return Uni.createFrom().failure(invalid());
    }
    return dataKeys
        .of(row.getUUID("tenant_id"))
        .chain(keys -> tell(row, keys, matches, requestId))
        .map(
            granted -> {
              if (!granted) {
                throw invalid();
              }
              return CallerStore.operator(row);
            });
  }

  private Uni<Boolean> tell(Row row, TenantKeys keys, boolean matches, @Nullable String requestId) {
    var event = event(row, requestId);
    var first = matches ? event.granted() : event.refused(Reason.PASSWORD_WRONG);
    var otherwise = row.getUUID("id") == null ? Reason.USER_UNKNOWN : Reason.PASSWORD_LOCKED;
    var parameters = GuardedStatement.parameters(keys, first, event.refused(otherwise));
    parameters.put("operator", row.getUUID("id"));
    parameters.put("hash", row.getString("password_hash"));
    return (matches ? grant : refuse)
        .execute(parameters)
        .map(told -> matches && told.getString("reason") == null);
  }

  /** A login that nobody has is not written down: people type passwords into the wrong field. */
  private AuditEvent event(Row row, @Nullable String requestId) {
    var login = row.getString("login");
    var actor =
        new Actor(Caller.Kind.OPERATOR.wireName(), login == null ? "unknown" : login, requestId);
    UUID tenant = row.getUUID("tenant_id");
    return audit.changed(actor, tenant, "operator.login", "operator", actor.name());
  }

  private static Refusal invalid() {
    return new Refusal(Reason.CLIENT_INVALID);
  }
}
