package io.tetrapylon.credential.uaf;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parts of a UAF credential look like. */
class UafKeyTest {
  @ParameterizedTest
  @ValueSource(strings = {"ABCD#0001", "03ef#ffff"})
  void anAaidIsTwoTimesFourDigits(String text) {
    assertTrue(UafKey.isAaid(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ABCD0001", "ABCG#0001", "ABCD#00011", " ABCD#0001", "ABCD#0001\n"})
  void anythingElseIsNone(String text) {
    assertFalse(UafKey.isAaid(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a2V5SWRFeGFtcGxl", "YQ", "-_8"})
  void aKeyIdIsBase64Url(String text) {
    assertTrue(UafKey.isKeyId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "YQ==", "YR", "a+b/", "a b", "Y"})
  void anotherWayToWriteAKeyIdIsNone(String text) {
    assertFalse(UafKey.isKeyId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "12.34"})
  void aVersionHasOneOrTwoNumbers(String text) {
    assertTrue(AuthenticatorVersion.isVersion(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.", ".1", "1.2.3", "-1", "1e3", "v1"})
  void anythingElseIsNoVersion(String text) {
    assertFalse(AuthenticatorVersion.isVersion(text));
  }
}
