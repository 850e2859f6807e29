package io.tetrapylon.boot;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.tetrapylon.dispatch.DispatchConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses, in production, the switch that lets outbound requests reach the gateway's own machine.
 */
@Singleton
class EgressSafety {
  private final DispatchConfig config;
  private final boolean embedded;

  EgressSafety(
      DispatchConfig config,
      @ConfigProperty(name = StoreChoice.EMBEDDED, defaultValue = "false") boolean embedded) {
    this.config = config;
    this.embedded = embedded;
  }

  void check(@Observes StartupEvent event) {
    if (LaunchMode.current() != LaunchMode.TEST) {
      refuse(config.allowLoopback(), embedded);
    }
  }

  /**
   * Ends the start of a gateway in production whose guard is open.
   *
   * @throws StartRefused when it is both
   */
  static void refuse(boolean allowLoopback, boolean embedded) {
    if (allowLoopback && !embedded) {
      throw new StartRefused(
          "tetrapylon.dispatch.allow-loopback is for development: take it out, or run on the"
              + " embedded server.");
    }
  }
}
