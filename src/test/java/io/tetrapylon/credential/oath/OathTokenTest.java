package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.kernel.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OathTokenTest {
  @ParameterizedTest
  @CsvSource({
    "7, 30, -1, 1, 10",
    "6, 0, -1, 1, 10",
    "6, 3601, -1, 1, 10",
    "6, 30, -2, 1, 10",
    "6, 30, -1, -1, 10",
    "6, 30, -1, 11, 10",
    "6, 30, -1, 1, -1",
    "6, 30, -1, 1, 101"
  })
  void valuesOutOfRangeAreRefused(int digits, int period, long last, int time, int counter) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new OathToken(
                OathMethod.TOTP,
                OathAlgorithm.SHA1,
                digits,
                period,
                Tokens.SECRET,
                last,
                0,
                time,
                counter));
  }

  @Test
  void anEmptySecretIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Tokens.of(OathMethod.TOTP, OathAlgorithm.SHA1, 6, Secret.of("")));
  }

  @Test
  void aNegativeFactorHasNoCode() {
    assertThrows(IllegalArgumentException.class, () -> Tokens.totp().codeAt(-1));
  }

  @Test
  void aStepBeginsWithItsFirstSecond() {
    assertEquals(0, Tokens.totp().stepAt(Instant.EPOCH));
    assertEquals(0, Tokens.totp().stepAt(Instant.ofEpochSecond(30).minusNanos(1)));
    assertEquals(1, Tokens.totp().stepAt(Instant.ofEpochSecond(30)));
    assertEquals(-1, Tokens.totp().stepAt(Instant.EPOCH.minusNanos(1)));
  }
}
