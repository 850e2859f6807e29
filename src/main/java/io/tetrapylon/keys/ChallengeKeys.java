package io.tetrapylon.keys;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The key that a tenant signs with what its phones are asked; it stays, because phones pin it when
 * they enrol.
 *
 * <p>RS256, as tokens have it, is too large for a QR code.
 */
@Singleton
public final class ChallengeKeys extends P256SigningKeys {
  /** Challenge keys in this database. */
  @Inject
  public ChallengeKeys(Pool pool, DataKeys dataKeys, Ids ids, Entropy entropy) {
    super("CHALLENGE", pool, dataKeys, ids, entropy);
  }
}
