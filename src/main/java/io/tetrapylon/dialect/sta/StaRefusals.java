package io.tetrapylon.dialect.sta;

import io.tetrapylon.dialect.Call;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Renders what this dialect refuses by itself. */
final class StaRefusals {
  @ServerExceptionMapper
  Response render(StaRefusal refusal, RoutingContext request) {
    var call = Objects.requireNonNull(Call.of(request));
    return refusal.problem().rendering(call.requestId()).toResponse();
  }
}
