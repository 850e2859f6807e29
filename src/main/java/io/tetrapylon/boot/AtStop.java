package io.tetrapylon.boot;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was done before Quarkus started is undone after everything else has stopped, last things
 * first. A shutdown hook of the JVM would run beside the application's own end, not after it.
 */
@Singleton
public final class AtStop {
  private static final Deque<Runnable> ENDINGS = new ArrayDeque<>();

  /** Remembers something to undo. */
  public static synchronized void run(Runnable ending) {
    ENDINGS.push(ending);
  }

  /** Undoes what is remembered, once; a failed start calls it too. */
  static synchronized void runAll() {
    for (Runnable ending = ENDINGS.poll(); ending != null; ending = ENDINGS.poll()) {
      ending.run();
    }
  }

  void last(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
    runAll();
  }
}
