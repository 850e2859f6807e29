package io.tetrapylon.dialect;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Hands the body that the edge has read to JAX-RS, which would find the request already empty. */
final class ReceivedBody {
  @ServerRequestFilter(preMatching = true)
  void hand(ContainerRequestContext request, RoutingContext routing) {
    var call = Call.of(routing);
    if (call != null && call.body() != null) {
      request.setEntityStream(new ByteArrayInputStream(call.body().getBytes()));
    }
  }
}
