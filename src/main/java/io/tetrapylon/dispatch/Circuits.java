package io.tetrapylon.dispatch;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The breakers of all hosts that failed of late; a host that answers is forgotten. */
final class Circuits {
  private final Clock clock;
  private final int limit;
  private final Duration pause;
  private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

  Circuits(Clock clock, int limit, Duration pause) {
    this.clock = clock;
    this.limit = limit;
    this.pause = pause;
  }

  /**
   * Does the work unless the host is left alone just now, which fails with {@link EgressFailed}.
   *
   * @param isFailure which results count against the host, besides {@link EgressFailed}
   */
  <T> Uni<T> around(String host, Supplier<Uni<T>> work, Predicate<T> isFailure) {
    var circuit = circuits.computeIfAbsent(host, h -> new Circuit(limit, pause));
    var wait = circuit.waitAt(clock.instant());
    if (wait != null) {
      return Uni.createFrom().failure(new EgressFailed("host left alone", wait));
    }
    return work.get()
        .onItemOrFailure()
        .invoke((result, failure) -> settle(host, circuit, counts(result, failure, isFailure)))
        .onCancellation()
        .invoke(() -> settle(host, circuit, true));
  }

  /** A destination that was refused says nothing about the host. */
  private static <T> boolean counts(T result, Throwable failure, Predicate<T> isFailure) {
    return failure == null ? isFailure.test(result) : !(failure instanceof EgressRefused);
  }

  private void settle(String host, Circuit circuit, boolean failed) {
    if (failed) {
      circuit.failed(clock.instant());
    } else {
      circuit.succeeded();
      circuits.computeIfPresent(host, (h, known) -> known.isQuiet() ? null : known);
    }
  }
}
