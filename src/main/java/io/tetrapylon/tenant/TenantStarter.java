package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.UUID;

/** What a feature above adds to a tenant that is being made. Each is a CDI bean. */
public interface TenantStarter {
  /**
   * Adds it, within the transaction that makes the tenant.
   *
   * @param tx that transaction's client; statements on it run one after the other
   */
  Uni<Void> start(SqlClient tx, UUID tenant);
}
