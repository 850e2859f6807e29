package io.tetrapylon.credential.oob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.Keys;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @ParameterizedTest
  @CsvSource({
    "+41 79 000 00 00, +41790000000",
    "0041-79-000-00-00, +41790000000",
    "+1 (555) 010-9999, +15550109999"
  })
  void aNumberIsReadAsPeopleWriteIt(String text, String number) {
    assertEquals(number, Destination.of(OobKind.SMS, text).address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0790000000", "+0123456789", "+41", "911", "+41790000000000000", "x", ""})
  void whatIsNoInternationalNumberIsRefused(String text) {
    assertThrows(Refusal.class, () -> Destination.of(OobKind.SMS, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ada", "@example.org", "ada@", "a b@example.org", "a@b\r\nBcc: c@d", "ä@b.c"})
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(Refusal.class, () -> Destination.of(OobKind.EMAIL, text));
  }

  @Test
  void itIsShownInPartOnly() {
    assertEquals("+41…00", Destination.of(OobKind.SMS, "+41790000000").masked());
    assertEquals("a…@example.org", Destination.of(OobKind.EMAIL, "ada@example.org").masked());
  }

  @Test
  void numbersOfOneRangeShareABudgetAndOthersDoNot() {
    var keys = Keys.tenant(Keys.TENANT, 1);
    var one = Destination.of(OobKind.SMS, "+41790000000").prefixMac(keys);
    var neighbour = Destination.of(OobKind.SMS, "+41790000001").prefixMac(keys);
    var other = Destination.of(OobKind.SMS, "+41440000000").prefixMac(keys);

    assertArrayEquals(one, neighbour);
    assertFalse(Arrays.equals(one, other));
    assertNull(Destination.of(OobKind.EMAIL, "ada@example.org").prefixMac(keys));
  }

  @Test
  void anAddressIsOneHoweverItIsWritten() {
    var keys = Keys.tenant(Keys.TENANT, 1);

    assertArrayEquals(
        Destination.of(OobKind.EMAIL, "ada@example.org").mac(keys),
        Destination.of(OobKind.EMAIL, "ADA@Example.org").mac(keys));
  }
}
