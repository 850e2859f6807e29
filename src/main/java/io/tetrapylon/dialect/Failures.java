package io.tetrapylon.dialect;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tetrapylon.kernel.Reason;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Renders every failure of a request in the words of the dialect whose path was called. */
@Singleton
class Failures {
  private static final Logger LOG = Logger.getLogger(Failures.class);

  /** After every route, before the framework's own error page. */
  private static final int AFTER_EVERY_ROUTE = 1_000_000;

  /** What a wrong method may look like to the framework, or to a resource that took its place. */
  private static final Set<Reason> OF_PATHS =
      EnumSet.of(Reason.PATH_UNKNOWN, Reason.METHOD_NOT_ALLOWED, Reason.OBJECT_UNKNOWN);

  private final Dialects dialects;
  private final Routes routes;

  @Inject
  Failures(Dialects dialects, Routes routes) {
    this.dialects = dialects;
    this.routes = routes;
  }

  // The framework maps some of these itself, each by its class: so each is named here.
  @ServerExceptionMapper({
    Throwable.class,
    WebApplicationException.class,
    NotFoundException.class,
    NotAllowedException.class,
    UnauthorizedException.class,
    AuthenticationFailedException.class,
    AuthenticationCompletionException.class,
    ForbiddenException.class,
    ValidationException.class
  })
  @Priority(1)
  Response map(Throwable failure, RoutingContext request, UriInfo uri) {
    var reason = MediaTypes.blame(FailureReasons.of(failure), failure, request.request());
    var path = OF_PATHS.contains(reason) ? uri.getRequestUri().getRawPath() : "";
    return routes
        .without(request.request().method().name(), path)
        .map(route -> wrongMethod(request, route, failure))
        .orElseGet(() -> rendering(request, reason, failure))
        .toResponse();
  }

  private Rendering wrongMethod(RoutingContext request, Route route, Throwable failure) {
    return rendering(request, Reason.METHOD_NOT_ALLOWED, failure).with("Allow", route.allow());
  }

  /** What failed outside of JAX-RS, in a filter or a route. */
  void install(@Observes Router router) {
    router.route().order(AFTER_EVERY_ROUTE).failureHandler(this::answer);
  }

  private void answer(RoutingContext request) {
    if (request.response().ended()) {
      return;
    }
    if (request.response().headWritten()) {
      request.response().reset(); // half an answer cannot be taken back, only broken off
      return;
    }
    var failure = request.failure();
    var reason =
        failure == null
            ? FailureReasons.ofStatus(request.statusCode())
            : FailureReasons.of(failure);
    rendering(request, reason, failure).send(request.response());
  }

  private Rendering rendering(RoutingContext request, Reason reason, @Nullable Throwable failure) {
    log(request, reason, failure);
    var dialect = owner(request);
    var message = failure == null || failure.getMessage() == null ? "" : failure.getMessage();
    return dialect.render(reason, message, id(request));
  }

  private Dialect owner(RoutingContext request) {
    var call = Call.of(request);
    return call == null ? dialects.owner(request.request().path()) : call.dialect();
  }

  private static void log(RoutingContext request, Reason reason, @Nullable Throwable failure) {
    if (reason == Reason.INTERNAL) {
      LOG.errorf(failure, "Request %s failed: %s", id(request), where(request.request()));
    } else if (reason == Reason.STORE_UNAVAILABLE) {
      LOG.warnf("Request %s: the store is unavailable: %s", id(request), failure);
    }
  }

  private static String id(RoutingContext request) {
    var call = Call.of(request);
    return call == null ? "without an id" : call.requestId();
  }

  // Without the query, which may hold what a caller should not have put there.
  private static String where(HttpServerRequest request) {
    return request.method() + " " + request.path();
  }
}
