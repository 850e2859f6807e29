package io.tetrapylon.dialect;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * What every request passes before authentication and routing see it.
 *
 * <pre>
 * path as sent ─ not plain ──────────────→ PATH_UNKNOWN
 *      │ nobody's path ──────────────────→ on, untouched
 * request id, security headers
 *      │ declared or read length too long → BODY_TOO_LARGE
 * body, read whole within a deadline
 *      │ too many at once ───────────────→ OVERLOADED
 *      └→ authentication, resource
 * </pre>
 */
@Singleton
class Edge {
  /** Above the framework's own filters (cross-origin 300, authentication 200). */
  private static final int PRIORITY = 400;

  /** The framework's authentication has the same number and was registered earlier. */
  private static final int AFTER_AUTHENTICATION = 200;

  private static final BiConsumer<RoutingContext, Throwable> FAIL =
      (request, failure) -> {
        if (!request.failed()) {
          request.fail(DefaultAuthFailureHandler.extractRootCause(failure));
        }
      };

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern ACCEPTED_REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

  private final Dialects dialects;
  private final Ids ids;
  private final InFlight inFlight;
  private final long bodyTimeoutMillis;

  @Inject
  Edge(Dialects dialects, Ids ids, HttpConfig config) {
    this.dialects = dialects;
    this.ids = ids;
    this.inFlight = new InFlight(config.inFlight());
    this.bodyTimeoutMillis = config.bodyTimeout().toMillis();
  }

  void install(@Observes Filters filters) {
    filters.register(this::receive, PRIORITY);
    filters.register(Edge::keepFailureForTheDialect, AFTER_AUTHENTICATION);
  }

  /**
   * The framework's own handler of failed authentication looks the route up in a mapper that it
   * builds anew for each request, failed or not, as soon as metrics are on: a tenth of what the
   * gateway does for a login. It does not come by where another handler stands already.
   */
  private static void keepFailureForTheDialect(RoutingContext request) {
    request.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, FAIL);
    request.next();
  }

  private void receive(RoutingContext request) {
    var path = request.request().path();
    var dialect = dialects.owner(path == null ? "" : path);
    if (path == null || !RawPath.isPlain(path, dialect.allowsEncodedSlash())) {
      refuseBrokenPath(request, path == null ? "" : path);
    } else if (dialect == Unowned.INSTANCE) {
      request.next();
    } else {
      begin(request, dialect);
      readBody(request, dialect);
    }
  }

  private void refuseBrokenPath(RoutingContext request, String path) {
    var meant = dialects.ownerOfBroken(path);
    begin(request, meant);
    refuse(request, meant, Reason.PATH_UNKNOWN);
  }

  private void begin(RoutingContext request, Dialect dialect) {
    var id = requestId(request.request());
    Call.begin(request, dialect, id);
    MDC.put("requestId", id);
    request
        .response()
        .putHeader(REQUEST_ID, id)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
  }

  private String requestId(HttpServerRequest request) {
    var given = request.getHeader(REQUEST_ID);
    return given != null && ACCEPTED_REQUEST_ID.matcher(given).matches()
        ? given
        : ids.next().toString();
  }

  private void readBody(RoutingContext request, Dialect dialect) {
    new BodyReading(request, dialect.maxBodyBytes(request.request().path()), bodyTimeoutMillis)
        .start(
            () -> enter(request, dialect), () -> refuse(request, dialect, Reason.BODY_TOO_LARGE));
  }

  private void enter(RoutingContext request, Dialect dialect) {
    if (inFlight.enter()) {
      var place = new Place(inFlight::leave);
      Call.entered(request, place);
      request.addEndHandler(ended -> place.giveBack());
      request.next();
    } else {
      refuse(request, dialect, Reason.OVERLOADED);
    }
  }

  private static void refuse(RoutingContext request, Dialect dialect, Reason reason) {
    var call = Call.of(request);
    dialect.render(reason, "", call == null ? "" : call.requestId()).send(request.response());
  }
}
