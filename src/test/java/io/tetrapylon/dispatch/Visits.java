package io.tetrapylon.dispatch;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server of a test: gives the answers that it is told, in turn, and notes what came. */
public final class Visits {
  /** A request that came. */
  public record Visit(String method, String path, MultiMap headers, Buffer body) {}

  /** An answer to be given. */
  public record Told(int status, Map<String, String> headers, String body) {
    public static Told status(int status) {
      return new Told(status, Map.of(), "");
    }

    public static Told json(int status, String body) {
      return new Told(status, Map.of("Content-Type", "application/json"), body);
    }
  }

  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final Queue<Told> answers = new ConcurrentLinkedQueue<>(new ArrayDeque<>());
  private final int port;

  public Visits(Vertx vertx) {
    port =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              visits.add(
                                  new Visit(
                                      request.method().name(),
                                      request.uri(),
                                      request.headers(),
                                      body));
                              var answer = answers.remove();
                              answer.headers().forEach(request.response()::putHeader);
                              request.response().setStatusCode(answer.status()).end(answer.body());
                            }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  public String url() {
    return "http://" + Guards.NAME + ":" + port;
  }

  public Visits answer(Told... next) {
    answers.addAll(List.of(next));
    return this;
  }

  public Visit visit(int number) {
    return visits.get(number);
  }

  public int count() {
    return visits.size();
  }
}
