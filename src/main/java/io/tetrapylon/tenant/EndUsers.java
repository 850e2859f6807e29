package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where end users are found who call with a token of their own. Users belong to a feature above,
 * which implements this.
 */
public interface EndUsers {
  /** An active user as a caller, or null. */
  Uni<@Nullable Caller> find(UUID tenant, UUID user);
}
