package io.tetrapylon.challenge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server of a test that takes webhooks, and answers each as the test says, when it says so. */
final class Listener implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

  Listener(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.bodyHandler(body -> heard.add(new Heard(request, body.toJsonObject()))))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** A request that waits for its answer. */
  record Heard(HttpServerRequest request, JsonObject body) {
    String id() {
      return request.getHeader("webhook-id");
    }

    JsonObject message() {
      return body.getJsonObject("message");
    }

    void answer(int status) {
      request.response().setStatusCode(status).end();
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hook";
  }

  Heard next() throws InterruptedException {
    var next = heard.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nobody called.");
    }
    return next;
  }

  boolean isIdle() {
    return heard.isEmpty();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
