package io.tetrapylon.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the database holds them: in whole microseconds. */
public final class Micros {
  private Micros() {}

  /** The time by this clock, as it will be read back. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
