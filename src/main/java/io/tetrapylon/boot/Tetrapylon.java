package io.tetrapylon.boot;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.tetrapylon.simulator.PhoneCommand;
import java.util.List;

/** Where the gateway starts: first its store, then everything else. */
@QuarkusMain
public final class Tetrapylon {
  private Tetrapylon() {}

  /**
   * Runs until the process is told to stop; {@code phone …} is a phone instead of a gateway, {@code
   * audit …} looks at the trails on its store.
   */
  public static void main(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals("phone")) {
      var words = List.of(arguments).subList(1, arguments.length);
      System.exit(PhoneCommand.run(words, System.out));
    }
    try {
      StoreChoice.in(new Surroundings()).announce();
    } catch (StartRefused refusal) {
      System.err.println(refusal.getMessage());
      System.exit(1);
    }
    undoAfterFailure();
    if (arguments.length > 0 && arguments[0].equals("audit")) {
      AuditCommand.start(arguments);
    } else {
      Quarkus.run(arguments);
    }
  }

  /** A start that failed fires no shutdown event: what was begun before it is undone here. */
  private static void undoAfterFailure() {
    var usual = ApplicationLifecycleManager.getDefaultExitCodeHandler();
    ApplicationLifecycleManager.setDefaultExitCodeHandler(
        (status, failure) -> {
          AtStop.runAll();
          usual.accept(status, failure);
        });
  }
}
