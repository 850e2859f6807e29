package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import java.util.function.Function;

/**
 * A transaction of the pg client behind the second wall: no other tenant's row is visible in it, as
 * in those of the {@link io.tetrapylon.audit.Ledger}.
 */
final class TenantTransaction {
  private static final String ENTER =
      "SELECT set_config('role', 'tetrapylon_tenant', true), set_config('app.tenant', $1, true)";

  private TenantTransaction() {}

  static <T> Uni<T> of(Pool pool, UUID tenant, Function<SqlClient, Uni<T>> work) {
    return pool.withTransaction(
        tx ->
            tx.preparedQuery(ENTER)
                .execute(Tuple.of(tenant.toString()))
                .chain(() -> work.apply(tx)));
  }
}
