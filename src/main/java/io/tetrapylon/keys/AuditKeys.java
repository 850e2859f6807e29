package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key that seals the audit trail: made when it is first asked for, and then it stays. It is the
 * installation's, so that a seal can be verified after the tenant that it is about is gone.
 */
@Singleton
public final class AuditKeys {
  private final P256KeyRows rows;

  /** Tenants that exist, and no others: a key is only here when its row is. */
  private final Map<UUID, P256SigningKey> loaded = new ConcurrentHashMap<>();

  /** Audit keys in this database. */
  @Inject
  public AuditKeys(Pool pool, DataKeys dataKeys, Ids ids, Entropy entropy) {
    this.rows = new P256KeyRows("AUDIT", pool, dataKeys, ids, entropy);
  }

  /** The key of a tenant. Fails with {@code OBJECT_UNKNOWN} when there is no such tenant. */
  public Uni<P256SigningKey> of(UUID tenant) {
    var known = loaded.get(tenant);
    return known != null ? Uni.createFrom().item(known) : load(tenant);
  }

  private Uni<P256SigningKey> load(UUID tenant) {
    return rows.of(tenant)
        .chain(found -> rows.open(tenant, found.get(0)))
        .invoke(key -> loaded.put(tenant, key));
  }
}
