package io.tetrapylon.credential.fido2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CBOR by the examples of RFC 8949 appendix A, and what is refused beyond them. */
class CborTest {
  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "17, 23",
    "1818, 24",
    "1903e8, 1000",
    "1a000f4240, 1000000",
    "1b000000e8d4a51000, 1000000000000",
    "20, -1",
    "3863, -100",
    "3903e7, -1000"
  })
  void numbers(String hex, long value) {
    assertEquals(value, read(hex));
  }

  @Test
  void textsListsAndMaps() {
    assertEquals("IETF", read("6449455446"));
    assertEquals("\u00fc", read("62c3bc"));
    assertEquals(List.of(1L, List.of(2L, 3L), List.of(4L, 5L)), read("8301820203820405"));
    assertEquals(Map.of("a", 1L, "b", List.of(2L, 3L)), read("a26161016162820203"));
    assertEquals(Arrays.asList(false, true, null, null, 1.1), read("85f4f5f6f7fb3ff199999999999a"));
  }

  @Test
  void whatHasNoLength() {
    assertEquals("streaming", read("7f657374726561646d696e67ff"));
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, (byte[]) read("5f42010243030405ff"));
    assertEquals(List.of(1L, List.of(2L, 3L), List.of(4L, 5L)), read("9f018202039f0405ffff"));
    assertEquals(Map.of("a", 1L, "b", List.of(2L, 3L)), read("bf61610161629f0203ffff"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', it ends too early",
    "18, it ends too early",
    "4401, it ends too early",
    "8301, it ends too early",
    "5bffffffffffffffff, a number is out of range",
    "9a7fffffff, it ends too early",
    "1c, a number is out of range",
    "1bffffffffffffffff, a number is out of range",
    "0000, something follows",
    "a0ff, something follows",
    "ff, it holds a value of no known type",
    "f0, it holds a value of no known type",
    "f90000, it holds a value of no known type",
    "c000, it holds a tag",
    "a201000100, a key stands there twice",
    "bf01000100ff, a key stands there twice",
    "a14100f6, a key is neither a number nor a text",
    "a1f600, a key is neither a number nor a text",
    "61ff, a text is not UTF-8",
    "5f6161ff, a string has a part that is none",
    "5f5f4100ffff, a string has a part that is none",
    "8181818181818181818100, it is nested too deeply",
    "9f9f9f9f9f9f9f9f9f00, it is nested too deeply"
  })
  void whatIsRefused(String hex, String why) {
    var refused = assertThrows(IllegalArgumentException.class, () -> read(hex));

    assertTrue(refused.getMessage().endsWith(why), refused.getMessage());
  }

  private static Object read(String hex) {
    return Cbor.read(HexFormat.of().parseHex(hex));
  }
}
