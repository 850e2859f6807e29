package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.RepeatingEntropy;
import io.tetrapylon.kernel.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32SecretTest {
  /** RFC 4648, section 10, without padding. */
  @ParameterizedTest
  @CsvSource({
    "f, MY",
    "fo, MZXQ",
    "foo, MZXW6",
    "foob, MZXW6YQ",
    "fooba, MZXW6YTB",
    "foobar, MZXW6YTBOI"
  })
  void aSecretIsWrittenWithoutPadding(String bytes, String text) {
    assertEquals(text, Base32Secret.text(Secret.of(bytes)));
    assertEquals(Secret.of(bytes), Base32Secret.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MZXW6YTBOI",
        "mzxw6ytboi",
        "MZXW 6YTB OI",
        "mzxw-6ytb-oi",
        " MZXW6YTBOI\r\n",
        "MZXW6YTBOI======",
        "MZXW6YTBOI==",
        "MZXW 6YTB OI== ===="
      })
  void caseSeparatorsAndPaddingDoNotMatter(String text) {
    assertEquals(Secret.of("foobar"), Base32Secret.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "====", "MZXW0", "MZXW1", "MZXW8", "MZ=XW6", "MZXW6!", "MZ_XW6", "ıZXW6", "ſZXW6",
        "M", "MZX", "MZXW6Y"
      })
  void whatIsNoBase32IsRefusedWithoutRepeatingIt(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Base32Secret.parse(text));

    assertFalse(refused.getMessage().contains("MZX"));
  }

  @Test
  void everyLengthComesBack() {
    var entropy = new RepeatingEntropy(32);
    for (int length = 1; length <= 128; length++) {
      var secret = Secret.of(entropy.bytes(length));
      assertEquals(secret, Base32Secret.parse(Base32Secret.text(secret)));
    }
  }
}
