package io.tetrapylon.keys;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The sealed columns of this feature's own. */
@Singleton
final class KeyColumns {
  @Produces
  @Singleton
  SealedColumn signingKey() {
    return SigningKeys.PRIVATE_KEY;
  }
}
