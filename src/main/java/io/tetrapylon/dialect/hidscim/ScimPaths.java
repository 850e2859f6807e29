package io.tetrapylon.dialect.hidscim;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Older clients of this API write {@code /SCIM/}, newer ones {@code /scim/}: both mean one. */
final class ScimPaths {
  private static final String SCIM = HidDialect.SCIM + "/";

  @ServerRequestFilter(preMatching = true)
  void lowerCase(ContainerRequestContext request, HttpServerRequest sent) {
    var path = sent.path();
    if (isWrittenOtherwise(path)) {
      request.setRequestUri(
          UriBuilder.fromUri(request.getUriInfo().getRequestUri())
              .replacePath(SCIM + path.substring(SCIM.length()))
              .build());
    }
  }

  /** Every request of every dialect comes by, so nothing is made of its path before it must be. */
  private static boolean isWrittenOtherwise(String path) {
    return path.regionMatches(true, 0, SCIM, 0, SCIM.length()) && !path.startsWith(SCIM);
  }
}
