package io.tetrapylon.dialect.nevis;

import io.tetrapylon.dialect.Call;
import io.tetrapylon.tenant.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What every operation of this API is asked with: who, on which client, for which user. */
@NullUnmarked
public class Asked {
  @Context RoutingContext request;
  @Context SecurityContext security;

  @PathParam("client")
  String client;

  @PathParam("user")
  String user;

  /** The caller, which was found good; a phone of ours is none here. */
  @Nullable Caller caller() {
    return security.getUserPrincipal() instanceof Caller caller ? caller : null;
  }

  Call call() {
    return Objects.requireNonNull(Call.of(request));
  }
}
