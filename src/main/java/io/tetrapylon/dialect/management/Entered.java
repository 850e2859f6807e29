package io.tetrapylon.dialect.management;

import io.tetrapylon.audit.Actor;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Authority;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.user.Dataroom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A caller that was let into a tenant.
 *
 * @param caller who it is
 * @param tenant the tenant's id
 * @param requestId names the request in the trail
 */
public record Entered(Caller caller, UUID tenant, @Nullable String requestId) {
  /** Who did it, for the trail. */
  public Actor actor() {
    return caller.actor(requestId);
  }

  /** What it may hand on. */
  public Authority authority() {
    return Authority.of(caller, requestId);
  }

  /** Whose users it sees. */
  public Dataroom dataroom() {
    return Dataroom.of(caller);
  }

  /** Refuses who sees some users only, for what concerns all of them. */
  Entered seeingAll() {
    if (caller.dataroom() != null) {
      throw new Refusal(Reason.PERMISSION_MISSING);
    }
    return this;
  }
}
