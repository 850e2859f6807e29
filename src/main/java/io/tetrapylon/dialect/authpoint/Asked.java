package io.tetrapylon.dialect.authpoint;

import io.tetrapylon.tenant.Caller;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/**
 * What every operation of this API is asked with: who, of which account, at which resource. JAX-RS
 * fills it in.
 */
@NullUnmarked
public class Asked {
  @Context RoutingContext request;
  @Context SecurityContext security;

  @PathParam("accountId")
  String account;

  @PathParam("resourceId")
  String resource;

  /** The bearer of the token, which was found good. */
  Caller caller() {
    return (Caller) Objects.requireNonNull(security.getUserPrincipal());
  }
}
