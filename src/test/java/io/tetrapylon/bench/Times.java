package io.tetrapylon.bench;

import io.tetrapylon.bench.BenchTenant.Request;
import io.tetrapylon.bench.FrontEnds.Answer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Whether answers tell by their time or their bytes why they refuse: kinds of login, interleaved on
 * one connection, in an order that chance draws for each round: what else the machine does meets
 * all kinds alike.
 */
final class Times {
  private static final double ALLOWED_PART = 0.05;
  private static final double ALLOWED_MILLIS = 0.1;

  private final FrontEnds frontEnds;
  private final List<Kind> kinds;
  private final Set<Answer> answers = new HashSet<>();

  /** Of these kinds; the first is what the others are compared with. */
  Times(FrontEnds frontEnds, List<Kind> kinds) {
    this.frontEnds = frontEnds;
    this.kinds = kinds;
  }

  /** A kind of login, its requests by number, and how long they took. */
  record Kind(String name, IntFunction<Request> requests, Samples times) {
    Kind(String name, IntFunction<Request> requests) {
      this(name, requests, new Samples());
    }
  }

  /**
   * A line of the verdict.
   *
   * @param median milliseconds
   * @param difference to the first kind's, milliseconds
   */
  record Row(String kind, double median, double difference, boolean passes) {}

  /** Takes so many samples of each kind. */
  void take(int samples) {
    frontEnds.await(() -> round(0, samples));
  }

  private Future<Void> round(int number, int rounds) {
    if (number == rounds) {
      return Future.succeededFuture();
    }
    Future<Void> done = Future.succeededFuture();
    var shuffled = new ArrayList<>(kinds);
    Collections.shuffle(shuffled);
    for (var kind : shuffled) {
      done = done.compose(before -> sample(kind, number));
    }
    return done.compose(ended -> round(number + 1, rounds));
  }

  private Future<Void> sample(Kind kind, int number) {
    long sent = System.nanoTime();
    return frontEnds
        .post(kind.requests().apply(number))
        .map(
            answer -> {
              kind.times().add(System.nanoTime() - sent);
              answers.add(answer);
              return null;
            });
  }

  List<Row> rows() {
    double first = kinds.get(0).times().quantile(0.5);
    double allowed = Math.max(first * ALLOWED_PART, ALLOWED_MILLIS);
    var rows = new ArrayList<Row>();
    for (var kind : kinds) {
      double median = kind.times().quantile(0.5);
      double difference = median - first;
      rows.add(new Row(kind.name(), median, difference, Math.abs(difference) <= allowed));
    }
    return rows;
  }

  /** Every different answer that came; one, if nobody can tell them apart. */
  Set<Answer> answers() {
    return answers;
  }
}
