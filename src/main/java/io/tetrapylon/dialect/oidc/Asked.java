package io.tetrapylon.dialect.oidc;

import io.tetrapylon.dialect.Call;
import io.tetrapylon.dialect.ClientCredentials;
import io.tetrapylon.dialect.OAuthForm;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** What an OAuth endpoint is asked with. JAX-RS fills it in. */
@NullUnmarked
public class Asked {
  @Context RoutingContext request;

  @PathParam("tenant")
  String tenant;

  @HeaderParam("Authorization")
  String authorization;

  /** The form that was sent. */
  OAuthForm form() {
    var body = call().body();
    return OAuthForm.read(body == null ? null : body.getBytes());
  }

  ClientCredentials credentials(OAuthForm form) {
    return ClientCredentials.read(authorization, form);
  }

  String requestId() {
    return call().requestId();
  }

  private Call call() {
    return Objects.requireNonNull(Call.of(request));
  }
}
