package io.tetrapylon.credential;

import io.tetrapylon.keys.SealedColumn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The sealed columns of this feature. */
@Singleton
public final class CredentialColumns {
  /** The secret of a credential of any kind. */
  public static final SealedColumn SECRET = new SealedColumn("credential", "id", "sealed_secret");

  CredentialColumns() {}

  @Produces
  @Singleton
  SealedColumn secret() {
    return SECRET;
  }
}
