package io.tetrapylon.dialect.hidscim;

import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Renders what the request readers refuse. */
final class HidRefusals {
  @ServerExceptionMapper
  Response render(HidRefusal refusal) {
    return refusal.error().rendering(Objects.requireNonNull(refusal.getMessage())).toResponse();
  }
}
