package io.tetrapylon.credential.ldap;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tetrapylon.kernel.CallersContext;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that wait for one tenant's directory, as many as it has connections, and a short
 * queue before them. So a directory that stands still costs its own tenant's logins and nobody
 * else's, and never an event loop.
 */
final class DirectoryThreads {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;
  private final Duration patience;
  private final Duration limit;

  /**
   * @param queue how much may wait
   * @param patience what waited longer for its turn is not begun any more
   * @param limit how long the caller waits in all
   */
  DirectoryThreads(int size, int queue, Duration patience, Duration limit) {
    this.patience = patience;
    this.limit = limit;
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            DirectoryThreads::named);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread named(Runnable work) {
    var thread = new Thread(work, "directory");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Does the work on one of these threads and gives its result on the caller's own context. Fails
   * with {@code OVERLOADED} where too much waits, or waits too long.
   */
  <T> Uni<T> run(Supplier<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              var home = CallersContext.current();
              return Uni.createFrom()
                  .<T>emitter(to -> submit(work, to))
                  .ifNoItem()
                  .after(limit)
                  .failWith(
                      () -> new DirectoryFailure(Reason.DIRECTORY_SILENT, "no answer in time"))
                  .emitOn(home);
            });
  }

  private <T> void submit(Supplier<T> work, UniEmitter<? super T> to) {
    long queued = System.nanoTime();
    try {
      threads.execute(() -> complete(work, queued, to));
    } catch (RejectedExecutionException full) {
      to.fail(new Refusal(Reason.OVERLOADED));
    }
  }

  private <T> void complete(Supplier<T> work, long queued, UniEmitter<? super T> to) {
    if (System.nanoTime() - queued > patience.toNanos()) {
      to.fail(new Refusal(Reason.OVERLOADED));
      return;
    }
    try {
      to.complete(work.get());
    } catch (RuntimeException failed) {
      to.fail(failed);
    }
  }

  /** Does no more, and at last this. */
  void end(Runnable last) {
    try {
      threads.execute(last);
    } catch (RejectedExecutionException full) {
      last.run();
    }
    threads.shutdown();
  }
}
