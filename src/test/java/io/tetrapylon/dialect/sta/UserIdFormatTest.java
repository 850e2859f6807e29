package io.tetrapylon.dialect.sta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdFormatTest {
  private static final UUID ID = UUID.fromString("fbefbefb-efbe-7bef-bfff-0123456789ab");

  @ParameterizedTest
  @CsvSource({
    "BASE64, ++++++++e++//wEjRWeJqw==",
    "BASE64, ++++++++e++//wEjRWeJqw",
    "BASE64, --------e--__wEjRWeJqw==",
    "BASE64, --------e--__wEjRWeJqw",
    "HEX, fbefbefbefbe7befbfff0123456789ab",
    "HEX, FBEFBEFBEFBE7BEFBFFF0123456789AB"
  })
  void anIdIsItsSixteenBytesInOrder(UserIdFormat format, String text) {
    assertEquals(ID, format.read(text));
  }

  @ParameterizedTest
  @CsvSource({
    "BASE64, fbefbefb-efbe-7bef-bfff-0123456789ab",
    "BASE64, AAAA",
    "BASE64, AAAAAAAAAAAAAAAAAAAAAAAA",
    "BASE64, '++++++++e++//wEjRWeJqw=== '",
    "HEX, fbefbefb-efbe-7bef-bfff-0123456789ab",
    "HEX, fbefbefbefbe7befbfff0123456789a",
    "HEX, fbefbefbefbe7befbfff0123456789abcd",
    "HEX, ++++++++e++//wEjRWeJqw=="
  })
  void whatIsNotSixteenBytesWrittenSoIsNoId(UserIdFormat format, String text) {
    assertNull(format.read(text));
  }

  @ParameterizedTest
  @CsvSource({"base64, BASE64", "BASE64, BASE64", "hex, HEX", "' Hex ', HEX", "'', BASE64"})
  void aFormatIsNamedWithoutRegardToCase(String header, UserIdFormat format) {
    assertEquals(format, UserIdFormat.of(header));
  }

  @ParameterizedTest
  @ValueSource(strings = {"octal", "base64url", "hex,base64", "16"})
  void anotherFormatIsNone(String header) {
    assertNull(UserIdFormat.of(header));
  }
}
