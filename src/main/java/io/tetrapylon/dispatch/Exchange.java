package io.tetrapylon.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * One request and its answer, with an end: past the time or the size the stream is reset, whatever
 * the other side goes on sending.
 *
 * <p>It stands on the HTTP client beneath Vert.x' web client, which reads an answer of any length
 * into memory and measures silence only, so that a byte now and then would keep it waiting for
 * ever.
 */
final class Exchange {
  private final Vertx vertx;
  private final HttpClient client;
  private final int answerLimit;

  Exchange(Vertx vertx, HttpClient client, int answerLimit) {
    this.vertx = vertx;
    this.client = client;
    this.answerLimit = answerLimit;
  }

  Future<Answer> run(RequestOptions options, Buffer body, Duration within) {
    Promise<Answer> promise = Promise.promise();
    long timer =
        vertx.setTimer(
            Math.max(1, within.toMillis()), t -> promise.tryFail(new EgressFailed("timed out")));
    client
        .request(options)
        .onFailure(failure -> promise.tryFail(translate(failure)))
        .onSuccess(request -> send(request, body, promise));
    return promise.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void send(HttpClientRequest request, Buffer body, Promise<Answer> promise) {
    request.exceptionHandler(failure -> promise.tryFail(translate(failure)));
    promise.future().onFailure(failure -> request.reset());
    if (promise.future().isComplete()) {
      return;
    }
    request
        .send(body)
        .onFailure(failure -> promise.tryFail(translate(failure)))
        .onSuccess(response -> read(response, promise));
  }

  private void read(HttpClientResponse response, Promise<Answer> promise) {
    var read = Buffer.buffer();
    response.exceptionHandler(failure -> promise.tryFail(translate(failure)));
    response.handler(
        chunk -> {
          if (read.length() + chunk.length() > answerLimit) {
            promise.tryFail(new EgressFailed("answer too long"));
          } else {
            read.appendBuffer(chunk);
          }
        });
    response.endHandler(
        end -> promise.tryComplete(new Answer(response.statusCode(), response.headers(), read)));
  }

  private static EgressFailed translate(Throwable failure) {
    return new EgressFailed("connection failed: " + failure.getClass().getSimpleName());
  }
}
