package io.tetrapylon.dialect;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads the body of one request, as far as it may go, before anybody works on the request: so one
 * limit holds with and without a declared length, and a slow sender occupies nothing but its
 * connection. All of it runs on the request's event loop.
 */
final class BodyReading {
  /** So much of a body that is refused is read and thrown away, so that the answer gets through. */
  private static final long DISCARDED_BYTES = 4L * 1024 * 1024;

  private final RoutingContext routing;
  private final HttpServerRequest request;
  private final int limit;
  private final long timeoutMillis;
  private final Buffer body = Buffer.buffer();
  private long seen;
  private boolean refused;

  BodyReading(RoutingContext routing, int limit, long timeoutMillis) {
    this.routing = routing;
    this.request = routing.request();
    this.limit = limit;
    this.timeoutMillis = timeoutMillis;
  }

  /** Reads; then one of the two is run, once. */
  void start(Runnable received, Runnable tooLong) {
    long declared = declaredLength();
    if (declared > limit) {
      refuseDeclared(declared, tooLong);
    } else if (hasNoBody(declared)) {
      received.run();
    } else {
      read(received, tooLong);
    }
  }

  private void refuseDeclared(long declared, Runnable tooLong) {
    if (declared > DISCARDED_BYTES) {
      routing.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    tooLong.run(); // what is still sent is dropped by the framework once the answer has ended
  }

  private void read(Runnable received, Runnable tooLong) {
    var vertx = routing.vertx();
    var context = vertx.getOrCreateContext();
    long timer = vertx.setTimer(timeoutMillis, fired -> request.connection().close());
    request.exceptionHandler(broken -> vertx.cancelTimer(timer));
    request.endHandler(
        end -> {
          vertx.cancelTimer(timer);
          if (!refused) {
            on(context, () -> deliver(received));
          }
        });
    sendContinue();
    request.handler(part -> take(part, tooLong));
  }

  private void take(Buffer part, Runnable tooLong) {
    seen += part.length();
    if (seen <= limit) {
      body.appendBuffer(part);
    } else if (!refused) {
      refused = true;
      tooLong.run();
    } else if (seen > DISCARDED_BYTES) {
      request.connection().close();
    }
  }

  private void deliver(Runnable received) {
    Call.received(routing, body);
    received.run();
  }

  // RFC 9110 section 10.1.1: whoever asked may send now. Nobody behind us needs to say it again.
  private void sendContinue() {
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      routing.response().writeContinue();
      request.headers().remove(HttpHeaders.EXPECT);
    }
  }

  private boolean hasNoBody(long declared) {
    return declared == 0
        || request.isEnded()
        || HttpMethod.GET.equals(request.method())
        || HttpMethod.HEAD.equals(request.method());
  }

  private long declaredLength() {
    var declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return declared == null ? -1 : Long.parseLong(declared.trim());
    } catch (NumberFormatException notALength) {
      return Long.MAX_VALUE;
    }
  }

  // Pipelined requests are worked on in a context of their own, which their events do not run on.
  private static void on(Context context, Runnable task) {
    if (Vertx.currentContext() == context) {
      task.run();
    } else {
      context.runOnContext(now -> task.run());
    }
  }
}
