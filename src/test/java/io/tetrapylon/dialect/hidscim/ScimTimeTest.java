package io.tetrapylon.dialect.hidscim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScimTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2022-11-20T18:15:21+00:00, 2022-11-20T18:15:21Z",
    "2015-05-15T18:15:21Z, 2015-05-15T18:15:21Z",
    "2019-06-12T14:46:58+02:00, 2019-06-12T12:46:58Z",
    "2045-11-30T11:54:31+0100, 2045-11-30T10:54:31Z",
    "2045-11-30T11:54:31-01, 2045-11-30T12:54:31Z",
    "2020-05-21T08:19:47.123Z, 2020-05-21T08:19:47.123Z",
    "2020-05-21T08:19Z, 2020-05-21T08:19:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
  })
  void everyFormThatClientsUseIsRead(String text, Instant time) {
    assertEquals(time, ScimTime.read("status.startDate", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2022-11-20",
        "2022-11-20T18:15:21",
        "2022-13-20T18:15:21Z",
        "2022-02-30T18:15:21Z",
        "2022-11-20T25:15:21Z",
        "10000-01-01T00:00:00Z",
        "0000-12-31T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "1668968121"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThrows(Refusal.class, () -> ScimTime.read("status.startDate", text));
  }

  @Test
  void olderClientsGetAnotherOffset() {
    var time = Instant.parse("2022-11-20T18:15:21.999Z");

    assertEquals("2022-11-20T18:15:21+00:00", ScimTime.text(time, ApiVersion.LATEST));
    assertEquals("2022-11-20T18:15:21Z", ScimTime.text(time, new ApiVersion(8)));
  }
}
