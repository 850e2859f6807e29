package io.tetrapylon.dialect;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** OPTIONS: what a path can be asked for (RFC 9110 section 9.3.7), whoever asks. */
@Singleton
class Options {
  private final Routes routes;

  @Inject
  Options(Routes routes) {
    this.routes = routes;
  }

  /** After what makes one path of two spellings. */
  @ServerRequestFilter(preMatching = true, priority = Priorities.USER + 1000)
  Optional<Response> answer(ContainerRequestContext request, RoutingContext routing) {
    if (!"OPTIONS".equals(request.getMethod()) || Call.of(routing) == null) {
      return Optional.empty();
    }
    var route = routes.of(request.getUriInfo().getRequestUri().getRawPath());
    var allow = route.map(Route::allow).orElseThrow(NotFoundException::new);
    return Optional.of(Response.ok().header("Allow", allow).build());
  }
}
