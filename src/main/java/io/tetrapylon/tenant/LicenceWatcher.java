package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** A feature above that stores something which follows from the licence. Each is a CDI bean. */
public interface LicenceWatcher {
  /**
   * Follows a change of the licence, which is flushed, within the same {@code Ledger} transaction.
   * The tenant's row is locked.
   */
  Uni<Void> licenceChanged(UUID tenant);
}
