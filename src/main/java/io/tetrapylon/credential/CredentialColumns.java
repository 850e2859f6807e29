package io.tetrapylon.credential;

import io.tetrapylon.keys.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The sealed columns of this feature, so that a rotation of keys finds them. */
@Singleton
final class CredentialColumns {
  @Produces
  @Singleton
  SealedColumn secret() {
    return Candidate.SECRET;
  }
}
