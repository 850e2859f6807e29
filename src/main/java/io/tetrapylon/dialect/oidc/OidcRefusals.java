package io.tetrapylon.dialect.oidc;

import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Renders what these endpoints refuse. */
final class OidcRefusals {
  @ServerExceptionMapper
  Response render(OidcRefusal refusal) {
    return refusal.rendering().toResponse();
  }
}
