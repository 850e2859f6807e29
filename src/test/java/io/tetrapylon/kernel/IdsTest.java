package io.tetrapylon.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final Ids ids = new Ids(clock, new RepeatingEntropy(1));

  @Test
  void anIdIsAVersion7UuidThatBeginsWithTheMilliseconds() {
    var id = ids.next();

    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(clock.millis(), id.getMostSignificantBits() >>> 16);
  }

  @Test
  void idsOfOneMillisecondGrowEvenPastTheCounter() {
    UUID last = ids.next();
    for (int i = 0; i < 10_000; i++) {
      UUID next = ids.next();
      assertTrue(next.toString().compareTo(last.toString()) > 0);
      last = next;
    }
  }

  @Test
  void idsGrowWhenTheClockGoesBack() {
    UUID before = ids.next();

    clock.turn(Duration.ofSeconds(-10));

    assertTrue(ids.next().toString().compareTo(before.toString()) > 0);
  }
}
