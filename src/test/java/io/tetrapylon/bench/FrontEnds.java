package io.tetrapylon.bench;

import io.tetrapylon.bench.BenchTenant.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Login front ends that post one request after the other, each on a connection of its own, all on
 * one event loop of this process: their processor time is not the gateway's.
 */
final class FrontEnds implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpClient http;
  private final String token;

  FrontEnds(int port, String token, int most) {
    this.token = "Bearer " + token;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setMaxPoolSize(most)
                .setKeepAliveTimeout(30));
  }

  /** An answer as a client sees it. */
  record Answer(int status, String body) {}

  /** So many clients for so long; client k sends the requests k, k + clients, k + 2 clients, … */
  Load.Outcome run(int clients, Duration duration, IntFunction<Request> requests) {
    return await(() -> new Load(this, clients, duration, requests).run());
  }

  /** Sends one request. Call it on the event loop. */
  Future<Answer> post(Request request) {
    var method = request.body() == null ? HttpMethod.GET : HttpMethod.POST;
    return http.request(method, request.path())
        .compose(message -> send(message, request))
        .compose(FrontEnds::answer);
  }

  private Future<HttpClientResponse> send(HttpClientRequest message, Request request) {
    message.putHeader("Authorization", token).putHeader("WatchGuard-API-Key", BenchTenant.API_KEY);
    if (!request.prefer().isEmpty()) {
      message.putHeader("Prefer", request.prefer());
    }
    return request.body() == null
        ? message.send()
        : message.putHeader("Content-Type", "application/json").send(Buffer.buffer(request.body()));
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), body.toString()));
  }

  /** Begins the work on the event loop and waits for its end. */
  <T> T await(Supplier<Future<T>> work) {
    try {
      return Future.<T>future(done -> vertx.runOnContext(begin -> work.get().onComplete(done)))
          .toCompletionStage()
          .toCompletableFuture()
          .get(1, TimeUnit.HOURS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("the load broke off", failure);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
