package io.tetrapylon.challenge;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests of this node that wait for a challenge. A waiter is an entry of a map and a timer; it
 * holds no thread and no connection to the database.
 */
@ApplicationScoped
class Waiters {
  private final Map<ChallengeKey, Set<Waiter>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Vertx vertx;
  private final int limit;

  Waiters(Vertx vertx, ChallengeConfig config, MeterRegistry metrics) {
    this.vertx = vertx;
    this.limit = config.waiters();
    metrics.gauge("tetrapylon.waiters", count);
  }

  /** A place in the queue of one challenge; what happens after it was taken is not missed. */
  final class Waiter {
    private final ChallengeKey key;
    private final @Nullable Context context = Vertx.currentContext();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicReference<@Nullable Consumer<Boolean>> listener = new AtomicReference<>();

    private Waiter(ChallengeKey key) {
      this.key = key;
    }

    /** True when something happened to the challenge, false when the time is over. */
    Uni<Boolean> happens(Duration atMost) {
      return Uni.createFrom().emitter(emitter -> listen(emitter, atMost));
    }

    private void listen(UniEmitter<? super Boolean> emitter, Duration atMost) {
      long timer = vertx.setTimer(Math.max(1, atMost.toMillis()), late -> hear(false));
      emitter.onTermination(() -> vertx.cancelTimer(timer));
      listener.set(emitter::complete);
      if (told.get()) {
        tell();
      }
    }

    /** Wakes the request on its own event loop; who is not listening yet is told when they do. */
    private void tell() {
      told.set(true);
      if (listener.get() == null) {
        return;
      }
      if (context == null) {
        hear(true);
      } else {
        context.runOnContext(there -> hear(true));
      }
    }

    private void hear(boolean happened) {
      var heard = listener.getAndSet(null);
      if (heard != null) {
        told.set(false);
        heard.accept(happened);
      }
    }

    /** Gives the place back; to be called once. */
    void leave() {
      waiting.computeIfPresent(
          key,
          (same, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
      count.decrementAndGet();
    }
  }

  /** Takes a place, or null when this node has as many waiters as it may. */
  @Nullable Waiter enter(ChallengeKey key) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      return null;
    }
    var waiter = new Waiter(key);
    waiting.compute(
        key,
        (same, all) -> {
          Set<Waiter> set = all == null ? ConcurrentHashMap.newKeySet(1) : all;
          set.add(waiter);
          return set;
        });
    return waiter;
  }

  /** Wakes whoever waits for a challenge. */
  void wake(ChallengeKey key) {
    var all = waiting.get(key);
    if (all != null) {
      all.forEach(Waiter::tell);
    }
  }

  /** What is waited for at the moment. */
  Collection<ChallengeKey> awaited() {
    return List.copyOf(waiting.keySet());
  }
}
