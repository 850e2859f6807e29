package io.tetrapylon.dialect;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What the edge knows of a request that it let in.
 *
 * @param dialect whose path was called
 * @param requestId names the request in logs and in the answer's {@code X-Request-Id}
 * @param body what was sent, or null where nothing was
 */
public record Call(Dialect dialect, String requestId, @Nullable Buffer body) {
  private static final String KEY = Call.class.getName();

  /** The call that this request is, or null where it did not come through the edge. */
  public static @Nullable Call of(RoutingContext request) {
    return request.get(KEY);
  }

  static void begin(RoutingContext request, Dialect dialect, String requestId) {
    request.put(KEY, new Call(dialect, requestId, null));
  }

  static void received(RoutingContext request, Buffer body) {
    var call = of(request);
    if (call != null) {
      request.put(KEY, new Call(call.dialect, call.requestId, body));
    }
  }
}
