package io.tetrapylon.dialect.nevis;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Renders what the request readers refuse. */
final class NevisRefusals {
  @ServerExceptionMapper
  Response render(NevisRefusal refusal) {
    return refusal.error().rendering().toResponse();
  }
}
