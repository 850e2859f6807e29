package io.tetrapylon.dialect.sta;

import io.tetrapylon.audit.Actor;
import io.tetrapylon.tenant.Caller;
import java.util.UUID;

/**
 * A request that may enter its tenant.
 *
 * @param caller whose key it is
 * @param operation what is asked
 * @param format how the user's id is written
 * @param requestId names the request in the trail
 */
record Entered(Caller caller, StaOperation operation, UserIdFormat format, String requestId) {
  UUID tenant() {
    return caller.tenantId();
  }

  Actor actor() {
    return caller.actor(requestId);
  }
}
