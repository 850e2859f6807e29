package io.tetrapylon.device;

import io.tetrapylon.audit.Actor;
import java.security.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A phone that has proven that a request is its own.
 *
 * @param tenantId whose it is
 * @param tenantCode that tenant's code
 * @param phone as it stood when the request came
 */
public record CallingPhone(UUID tenantId, String tenantCode, Phone phone) implements Principal {
  @Override
  public String getName() {
    return phone.id().toString();
  }

  /** This phone as the audit trail names it. */
  public Actor actor(@Nullable String requestId) {
    return new Actor("device", phone.id().toString(), requestId);
  }
}
