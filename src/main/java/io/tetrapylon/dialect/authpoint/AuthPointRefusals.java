package io.tetrapylon.dialect.authpoint;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Renders what the request readers refuse. */
final class AuthPointRefusals {
  @ServerExceptionMapper
  Response render(AuthPointRefusal refusal) {
    return Problem.of(refusal.error()).rendering().toResponse();
  }

  @ServerExceptionMapper
  Response render(TokenRefusal refusal) {
    return refusal.error().rendering().toResponse();
  }
}
