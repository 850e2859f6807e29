package io.tetrapylon.dialect.hidscim;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Older clients of this API write {@code /SCIM/}, newer ones {@code /scim/}: both mean one. */
final class ScimPaths {
  @ServerRequestFilter(preMatching = true)
  void lowerCase(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    var path = uri.getRawPath();
    int length = HidDialect.SCIM.length();
    if (path.length() > length && path.charAt(length) == '/') {
      var root = path.substring(0, length);
      if (!root.equals(HidDialect.SCIM) && root.toLowerCase(Locale.ROOT).equals(HidDialect.SCIM)) {
        request.setRequestUri(
            UriBuilder.fromUri(uri).replacePath(HidDialect.SCIM + path.substring(length)).build());
      }
    }
  }
}
