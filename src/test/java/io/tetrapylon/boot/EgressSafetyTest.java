package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The development switch of outbound requests. */
class EgressSafetyTest {
  @Test
  void productionRefusesToReachItself() {
    assertThrows(StartRefused.class, () -> EgressSafety.refuse(true, false));
  }

  @Test
  void developmentMayAndProductionStartsWithoutIt() {
    assertDoesNotThrow(() -> EgressSafety.refuse(true, true));
    assertDoesNotThrow(() -> EgressSafety.refuse(false, false));
  }
}
