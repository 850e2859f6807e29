package io.tetrapylon.dialect.login;

import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.challenge.Owner;
import io.tetrapylon.dialect.Call;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** Who asks, at which resource. JAX-RS fills it in. */
@NullUnmarked
public class LoginRequest {
  @Context RoutingContext request;
  @Context SecurityContext security;

  @PathParam("resource")
  long resource;

  /** The caller, if it is an API client that may change something. */
  Caller caller() {
    var caller = (Caller) Objects.requireNonNull(security.getUserPrincipal());
    if (caller.kind() != Caller.Kind.API_CLIENT || caller.access() != Caller.Access.READ_WRITE) {
      throw new Refusal(Reason.ACCESS_READ_ONLY);
    }
    return caller;
  }

  private String requestId() {
    return Objects.requireNonNull(Call.of(request)).requestId();
  }

  Attempt.Context context(String login, String address) {
    return new Attempt.Context(caller(), requestId(), resource, login, Origin.of(address));
  }

  Actor actor() {
    return caller().actor(requestId());
  }

  Owner owner() {
    var caller = caller();
    return new Owner(caller.tenantId(), caller.id(), resource, caller.actor(requestId()));
  }
}
