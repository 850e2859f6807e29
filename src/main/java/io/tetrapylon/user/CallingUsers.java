package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.EndUsers;
import io.tetrapylon.tenant.Permission;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users who call with a token of their own: blocking or quarantining one ends it. */
@ApplicationScoped
class CallingUsers implements EndUsers {
  private static final String FIND =
      """
      SELECT t.code, u.username FROM app_user u JOIN tenant t ON t.id = u.tenant_id
       WHERE u.tenant_id = $1 AND u.id = $2 AND u.status = 'ACTIVE'""";

  private final Pool pool;

  CallingUsers(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<@Nullable Caller> find(UUID tenant, UUID user) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(tenant, user))
        .map(rows -> rows.rowCount() == 0 ? null : caller(tenant, user, rows.iterator().next()));
  }

  private static Caller caller(UUID tenant, UUID user, Row row) {
    return new Caller(
        tenant,
        row.getString("code"),
        user,
        Caller.Kind.USER,
        row.getString("username"),
        Caller.Access.READ_WRITE,
        Set.of(Permission.SELF_ADMIN),
        user,
        null);
  }
}
