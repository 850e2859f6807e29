package io.tetrapylon.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InFlightTest {
  @Test
  void aPlaceThatIsRefusedTakesNone() {
    // given
    var inFlight = new InFlight(2);
    inFlight.enter();
    inFlight.enter();

    // when
    boolean third = inFlight.enter();

    // then
    assertFalse(third);
    assertEquals(2, inFlight.count());
  }

  @Test
  void aPlaceGivenBackIsFreeAgain() {
    // given
    var inFlight = new InFlight(1);
    inFlight.enter();

    // when
    inFlight.leave();

    // then
    assertTrue(inFlight.enter());
  }
}
