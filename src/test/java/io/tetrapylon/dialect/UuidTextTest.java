package io.tetrapylon.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTextTest {
  private static final UUID ID = UUID.fromString("0192d3a4-0000-7000-8000-00000000000a");

  @Test
  void anIdIsReadInEitherCase() {
    assertEquals(ID, UuidText.read("0192d3a4-0000-7000-8000-00000000000a"));
    assertEquals(ID, UuidText.read("0192D3A4-0000-7000-8000-00000000000A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "192d3a4-0-7000-8000-a",
        "00192d3a4-0000-7000-8000-00000000000a",
        " 0192d3a4-0000-7000-8000-00000000000a",
        "0192d3a4-0000-7000-8000-00000000000a;x=1"
      })
  void anyOtherTextIsNone(String text) {
    assertNull(UuidText.read(text));
  }

  @Test
  void whatIsNoIdIsRefusedAsOneThatNobodyHas() {
    var refusal =
        assertThrows(Refusal.class, () -> UuidText.read("1-1-1-1-1", Reason.TRANSACTION_UNKNOWN));

    assertEquals(Reason.TRANSACTION_UNKNOWN, refusal.reason());
  }
}
