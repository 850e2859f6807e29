package io.tetrapylon.keys;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The key that seals the audit trail. It is the installation's, so that a seal can be verified
 * after the tenant that it is about is gone.
 */
@Singleton
public final class AuditKeys extends P256SigningKeys {
  /** Audit keys in this database. */
  @Inject
  public AuditKeys(Pool pool, DataKeys dataKeys, Ids ids, Entropy entropy) {
    super("AUDIT", pool, dataKeys, ids, entropy);
  }
}
