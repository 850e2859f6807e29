package io.tetrapylon.kernel;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/**
 * Where a caller is: a request and its session may not change threads, so what was done elsewhere
 * for it goes on there.
 */
public final class CallersContext {
  private CallersContext() {}

  /** Runs tasks on the Vert.x context that this is called on; on a worker where there is none. */
  public static Executor current() {
    var context = Vertx.currentContext();
    return context == null
        ? Infrastructure.getDefaultExecutor()
        : task -> context.runOnContext(ignored -> task.run());
  }
}
