package io.tetrapylon.dialect;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What the edge knows of a request that it let in.
 *
 * @param dialect whose path was called
 * @param requestId names the request in logs and in the answer's {@code X-Request-Id}
 * @param body what was sent, or null where nothing was
 * @param place among the requests in flight, once it has one
 */
public record Call(
    Dialect dialect, String requestId, @Nullable Buffer body, @Nullable Place place) {
  private static final String KEY = Call.class.getName();

  /** The call that this request is, or null where it did not come through the edge. */
  public static @Nullable Call of(RoutingContext request) {
    return request.get(KEY);
  }

  static void begin(RoutingContext request, Dialect dialect, String requestId) {
    request.put(KEY, new Call(dialect, requestId, null, null));
  }

  static void received(RoutingContext request, Buffer body) {
    var call = of(request);
    if (call != null) {
      request.put(KEY, new Call(call.dialect, call.requestId, body, call.place));
    }
  }

  static void entered(RoutingContext request, Place place) {
    var call = of(request);
    if (call != null) {
      request.put(KEY, new Call(call.dialect, call.requestId, call.body, place));
    }
  }

  /**
   * Says that a request waits for something that may take long: it is not counted any more among
   * those that are worked on, for waiters have a limit of their own; and what it showed to be let
   * in is let go, because ten thousand of them are many megabytes.
   */
  public static void waits(RoutingContext request) {
    var call = of(request);
    if (call != null && call.place != null) {
      call.place.giveBack();
    }
    request.request().headers().remove(HttpHeaders.AUTHORIZATION);
    request.remove(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
  }
}
