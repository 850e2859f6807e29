package io.tetrapylon.dialect.mobile;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TurnedClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EnrolmentBudgetTest {
  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-01T00:00:30Z"));
  private final EnrolmentBudget budget = new EnrolmentBudget(3, clock);

  @Test
  void aMinuteHasSoManyTriesAndTheNextHasThemAgain() {
    for (int i = 0; i < 3; i++) {
      budget.spend();
    }

    assertEquals(Reason.OVERLOADED, assertThrows(Refusal.class, budget::spend).reason());
    clock.turn(Duration.ofSeconds(30));
    assertDoesNotThrow(budget::spend);
  }
}
