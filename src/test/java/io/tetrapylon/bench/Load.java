package io.tetrapylon.bench;

import io.tetrapylon.bench.BenchTenant.Request;
import io.tetrapylon.bench.FrontEnds.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Clients that send requests without a pause until the time is over. */
final class Load {
  private final FrontEnds frontEnds;
  private final int clients;
  private final IntFunction<Request> requests;
  private final Samples times = new Samples();
  private final long start = System.nanoTime();
  private final long end;
  private int unexpected;

  Load(FrontEnds frontEnds, int clients, Duration duration, IntFunction<Request> requests) {
    this.frontEnds = frontEnds;
    this.clients = clients;
    this.requests = requests;
    this.end = start + duration.toNanos();
  }

  /**
   * What came of it.
   *
   * @param times of each request
   * @param elapsed seconds
   * @param unexpected how many answers had another status than the one expected
   */
  record Outcome(Samples times, double elapsed, int unexpected) {
    double throughput() {
      return times.size() / elapsed;
    }
  }

  Future<Outcome> run() {
    return Future.all(IntStream.range(0, clients).mapToObj(this::client).toList())
        .map(ended -> new Outcome(times, (System.nanoTime() - start) / 1e9, unexpected));
  }

  private Future<Void> client(int number) {
    var done = Promise.<Void>promise();
    next(number, done);
    return done.future();
  }

  private void next(int n, Promise<Void> done) {
    long sent = System.nanoTime();
    if (sent - end >= 0) {
      done.complete();
      return;
    }
    var request = requests.apply(n);
    frontEnds
        .post(request)
        .onFailure(done::fail)
        .onSuccess(
            answer -> {
              note(request, answer, sent);
              next(n + clients, done);
            });
  }

  private void note(Request request, Answer answer, long sent) {
    times.add(System.nanoTime() - sent);
    if (answer.status() != request.status() && unexpected++ == 0) {
      System.err.println("Unexpected: " + request + " was answered " + answer);
    }
  }
}
