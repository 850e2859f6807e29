package io.tetrapylon.dialect.nevis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates as clients write them. */
class IsoDateTest {
  @ParameterizedTest
  @CsvSource({
    "2033-12-31T23:59:59Z, 2033-12-31T23:59:59Z",
    "2033-12-31T23:59:59.5+01:00, 2033-12-31T22:59:59.5Z",
    "2033-12-31T23:59:59+0100, 2033-12-31T22:59:59Z",
    "2033-12-31T23:59, 2033-12-31T23:59:00Z",
    "2033-12-31, 2033-12-31T00:00:00Z"
  })
  void aDateIsRead(String text, String instant) {
    assertEquals(Optional.of(Instant.parse(instant)), IsoDate.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2033-13-01",
        "+999999999-01-01",
        "-0001-01-01",
        "0000-01-01",
        "12:00"
      })
  void anythingElseIsNone(String text) {
    assertEquals(Optional.empty(), IsoDate.parse(text));
  }
}
