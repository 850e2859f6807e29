package io.tetrapylon.dialect.management;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A web server of a test on which issuers publish what they have to say. */
final class PublishingServer implements AutoCloseable {
  private final Map<String, Consumer<HttpServerRequest>> pages = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> visits = new ConcurrentHashMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  PublishingServer() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private void answer(HttpServerRequest request) {
    visits.computeIfAbsent(request.path(), path -> new AtomicInteger()).incrementAndGet();
    pages
        .getOrDefault(request.path(), unknown -> unknown.response().setStatusCode(404).end())
        .accept(request);
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }

  void publish(String path, String body) {
    pages.put(path, request -> request.response().end(body));
  }

  void at(String path, Consumer<HttpServerRequest> page) {
    pages.put(path, page);
  }

  int visits(String path) {
    var counted = visits.get(path);
    return counted == null ? 0 : counted.get();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
