package io.tetrapylon.tenant;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/** Runs what is asynchronous from a test's own thread. */
public final class Awaiting {
  private Awaiting() {}

  /** The item, or the failure. */
  public static <T> T await(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  /** Asserts that it is refused for that reason. */
  public static Refusal refused(Reason reason, Supplier<Uni<?>> work) {
    var refusal =
        Assertions.assertThrows(Refusal.class, () -> await(() -> work.get().replaceWithVoid()));
    Assertions.assertEquals(reason, refusal.reason(), refusal.getMessage());
    return refusal;
  }

  /** What came of doing it that often at once: null for success, else why it was refused. */
  public static List<@Nullable Reason> race(int times, IntFunction<Uni<?>> work)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(times);
    var start = new CountDownLatch(1);
    var running = new ArrayList<Future<@Nullable Reason>>();
    for (int i = 0; i < times; i++) {
      int number = i;
      running.add(
          threads.submit(
              () -> {
                start.await();
                return outcome(() -> work.apply(number).replaceWithVoid());
              }));
    }
    start.countDown();
    var outcomes = new ArrayList<@Nullable Reason>();
    for (var each : running) {
      outcomes.add(each.get());
    }
    threads.shutdown();
    return outcomes;
  }

  private static @Nullable Reason outcome(Supplier<Uni<Void>> work) {
    try {
      await(work);
      return null;
    } catch (Refusal refusal) {
      return refusal.reason();
    }
  }
}
