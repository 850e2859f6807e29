package io.tetrapylon.dialect.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
  @Test
  void aTimeIsRead() {
    assertEquals(Instant.ofEpochSecond(1_801_382_400), Wire.time("from", "2027-01-31T08:00:00Z"));
    assertNull(Wire.time("from", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "2027-01-31",
        ""
      })
  void whatNoStoreCanCountWithIsNoTime(String text) {
    assertThrows(Refusal.class, () -> Wire.time("from", text));
  }
}
