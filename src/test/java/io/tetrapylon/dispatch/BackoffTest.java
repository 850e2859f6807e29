package io.tetrapylon.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tetrapylon.kernel.RepeatingEntropy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a message is tried again. */
class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
  private final RepeatingEntropy entropy = new RepeatingEntropy(7);

  @Test
  void thePauseDoublesWithARandomPartUpToTheLongest() {
    long full = 500;
    for (int attempt = 1; attempt <= 60; attempt++) {
      long pause = backoff.after(attempt, null, entropy).toMillis();
      assertTrue(pause >= full / 2 && pause <= full, attempt + ": " + pause);
      full = Math.min(2 * full, 15_000);
    }
  }

  @Test
  void aLongerPauseThatTheProviderWantsHolds() {
    assertEquals(Duration.ofSeconds(40), backoff.after(1, Duration.ofSeconds(40), entropy));
    assertTrue(backoff.after(1, Duration.ZERO, entropy).toMillis() >= 250);
  }
}
