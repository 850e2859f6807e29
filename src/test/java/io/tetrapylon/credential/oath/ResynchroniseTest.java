package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tetrapylon.credential.oath.OathMatch.Fresh;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResynchroniseTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final OathToken TOTP = Tokens.totp();
  private static final OathToken HOTP = Tokens.used(Tokens.hotp(), 100, 0);
  private static final long STEP = TOTP.stepAt(NOW);

  @ParameterizedTest
  @ValueSource(ints = {-2_879, -500, 0, 11, 2_880})
  void twoCodesOfADayToEitherSideFindATotpToken(int offset) {
    assertEquals(Optional.of(new Fresh(STEP + offset, offset)), ending(TOTP, STEP + offset));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2_880, 2_881})
  void fartherAwayATotpTokenIsNotFound(int offset) {
    assertEquals(Optional.empty(), ending(TOTP, STEP + offset));
  }

  @ParameterizedTest
  @CsvSource({"1, 2880", "60, 1440", "3600, 24"})
  void aDayIsCountedInStepsUpToABound(int period, int reach) {
    var token = Tokens.period(TOTP, period);
    long step = token.stepAt(NOW);

    assertEquals(Optional.of(new Fresh(step + reach, reach)), ending(token, step + reach));
    assertEquals(Optional.empty(), ending(token, step + reach + 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {102, 600, 1_100})
  void twoCodesAmongTheNextThousandFindAHotpToken(long counter) {
    assertEquals(Optional.of(new Fresh(counter, 0)), ending(HOTP, counter));
  }

  @Test
  void fartherAheadAHotpTokenIsNotFound() {
    assertEquals(Optional.empty(), ending(HOTP, 1_101));
  }

  @ParameterizedTest
  @ValueSource(longs = {50, 100, 101})
  void aUsedHotpCodeIsNotTakenForEitherOfTheTwo(long counter) {
    assertEquals(Optional.empty(), ending(HOTP, counter));
  }

  @Test
  void aUsedTotpCodeIsNotTakenForEitherOfTheTwo() {
    var used = Tokens.used(TOTP, STEP, 0);

    assertEquals(Optional.empty(), ending(used, STEP));
    assertEquals(Optional.empty(), ending(used, STEP + 1));
    assertEquals(Optional.of(new Fresh(STEP + 2, 2)), ending(used, STEP + 2));
  }

  @Test
  void codesThatDoNotFollowEachOtherFindNothing() {
    assertEquals(
        Optional.empty(), TOTP.resynchronise(TOTP.codeAt(STEP), TOTP.codeAt(STEP + 2), NOW));
    assertEquals(
        Optional.empty(), TOTP.resynchronise(TOTP.codeAt(STEP + 1), TOTP.codeAt(STEP), NOW));
    assertEquals(Optional.empty(), TOTP.resynchronise(TOTP.codeAt(STEP), TOTP.codeAt(STEP), NOW));
    assertEquals(Optional.empty(), HOTP.resynchronise(HOTP.codeAt(200), HOTP.codeAt(202), NOW));
  }

  @Test
  void codesOfAnotherLengthFindNothing() {
    String code = TOTP.codeAt(STEP);

    assertEquals(Optional.empty(), TOTP.resynchronise("", code, NOW));
    assertEquals(Optional.empty(), TOTP.resynchronise(code, "1" + code, NOW));
  }

  @Test
  void afterwardsTheNextCodeMatchesAndTheTwoAreUsed() {
    var token = Tokens.after(TOTP, ending(TOTP, STEP + 500).orElseThrow());

    assertEquals(new OathMatch.Used(), token.match(TOTP.codeAt(STEP + 500), NOW));
    assertEquals(new OathMatch.Used(), token.match(TOTP.codeAt(STEP + 499), NOW));
    assertEquals(new Fresh(STEP + 501, 501), token.match(TOTP.codeAt(STEP + 501), NOW));
  }

  /** What the token shows when its latest code is that of this factor. */
  private static Optional<Fresh> ending(OathToken token, long factor) {
    return token.resynchronise(token.codeAt(factor - 1), token.codeAt(factor), NOW);
  }
}
