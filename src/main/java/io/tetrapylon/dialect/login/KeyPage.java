package io.tetrapylon.dialect.login;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The page on which each ceremony can be tried in a browser. It has no rights of its own: whoever
 * uses it types an API client's access id and password. It is there on the embedded database, and
 * elsewhere where it is switched on.
 */
@Singleton
class KeyPage implements Handler<RoutingContext> {
  private static final String PATH = "/webauthn/*";

  /** Before the handler of static files. */
  private static final int ORDER = -100;

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final boolean enabled;

  @Inject
  KeyPage(
      @ConfigProperty(name = "tetrapylon.login.webauthn-page", defaultValue = "false")
          boolean wanted,
      @ConfigProperty(name = "tetrapylon.store.embedded", defaultValue = "false")
          boolean embedded) {
    this.enabled = wanted || embedded;
  }

  void install(@Observes Router router) {
    router.route(PATH).order(ORDER).handler(this);
  }

  @Override
  public void handle(RoutingContext request) {
    if (!enabled) {
      request.response().setStatusCode(404).end();
      return;
    }
    request
        .response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin");
    request.next();
  }
}
