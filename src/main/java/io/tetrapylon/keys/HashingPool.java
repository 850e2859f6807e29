package io.tetrapylon.keys;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tetrapylon.kernel.CallersContext;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that hash passwords, one less than there are cores, and a short queue before them:
 * what does not fit is refused at once, so that a flood of passwords cannot take the gateway down.
 */
@Singleton
final class HashingPool {
  private final ExecutorService threads;
  private final Timer duration;

  @Inject
  HashingPool(PasswordsConfig config, MeterRegistry meters) {
    this(config.threads().orElse(coresButOne()), config.queue(), meters);
  }

  HashingPool(int size, int queueSize, MeterRegistry meters) {
    BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(queueSize);
    threads = new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, queue, named());
    duration =
        Timer.builder("tetrapylon.passwords.duration")
            .description("How long one password hash takes, without waiting for its turn")
            .register(meters);
    Gauge.builder("tetrapylon.passwords.queue", queue, BlockingQueue::size)
        .description("Password hashes that wait for their turn")
        .register(meters);
  }

  private static int coresButOne() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  private static ThreadFactory named() {
    var count = new AtomicInteger();
    return work -> {
      var thread = new Thread(work, "password-hashing-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Does the work on one of these threads and gives its result on the caller's own context. Fails
   * with {@code OVERLOADED} when the queue is full.
   */
  <T> Uni<T> run(Supplier<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var home = CallersContext.current();
              return Uni.createFrom().<T>emitter(to -> submit(work, to)).emitOn(home);
            });
  }

  private <T> void submit(Supplier<T> work, UniEmitter<? super T> to) {
    try {
      threads.execute(() -> complete(work, to));
    } catch (RejectedExecutionException e) {
      to.fail(new Refusal(Reason.OVERLOADED));
    }
  }

  private <T> void complete(Supplier<T> work, UniEmitter<? super T> to) {
    try {
      to.complete(duration.record(work));
    } catch (RuntimeException e) {
      to.fail(e);
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdown();
  }
}
