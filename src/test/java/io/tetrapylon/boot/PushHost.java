package io.tetrapylon.boot;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A push host as it must not be: half of what it is sent it refuses, drops, or takes and says
 * nothing, which nobody can tell from dropping. At {@code /never} it takes nothing.
 */
final class PushHost implements AutoCloseable {
  /** The dice are the same in each run; who throws them when is not. */
  private final Random dice = new Random(20260729);

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  /** What was taken: the message's id, and how often. */
  private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

  /** The ids under which a challenge came, all attempts. */
  private final Map<String, Set<String>> ids = new ConcurrentHashMap<>();

  private final Queue<String> broken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger attempts = new AtomicInteger();

  /** Whether it works, for tests of something else. */
  private final boolean reliable;

  PushHost(boolean reliable) {
    this.reliable = reliable;
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .bodyHandler(body -> take(request, body))
                        .exceptionHandler(killed -> {})) // its sender died while it spoke
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private void take(HttpServerRequest request, Buffer body) {
    attempts.incrementAndGet();
    var id = request.getHeader("webhook-id");
    try {
      var challenge = body.toJsonObject().getString("id");
      ids.computeIfAbsent(challenge, one -> ConcurrentHashMap.newKeySet()).add(id);
    } catch (RuntimeException unreadable) {
      broken.add(id + ": " + body);
    }
    if (reliable) {
      accept(request, id);
      return;
    }
    int thrown = request.path().equals("/never") ? 0 : dice.nextInt(20);
    if (thrown < 6) {
      request.response().setStatusCode(503).end();
    } else if (thrown < 8) {
      request.connection().close();
    } else if (thrown < 10) {
      count(id);
      request.connection().close();
    } else {
      accept(request, id);
    }
  }

  private void accept(HttpServerRequest request, String id) {
    count(id);
    request.response().setStatusCode(204).end();
  }

  private void count(String id) {
    taken.computeIfAbsent(id, one -> new AtomicInteger()).incrementAndGet();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.actualPort() + path;
  }

  /** The ids of the messages that were taken. */
  Set<String> taken() {
    return taken.keySet();
  }

  /** How many were taken more than once. */
  long repeated() {
    return taken.values().stream().filter(times -> times.get() > 1).count();
  }

  Map<String, Set<String>> idsOfChallenges() {
    return ids;
  }

  /** What no receiver could read. */
  Queue<String> broken() {
    return broken;
  }

  int attempts() {
    return attempts.get();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
