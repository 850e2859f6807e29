package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tetrapylon.credential.oath.OathMatch.Fresh;
import io.tetrapylon.credential.oath.OathMatch.Used;
import io.tetrapylon.credential.oath.OathMatch.Wrong;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotpMatchTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final OathToken TOKEN = Tokens.totp();
  private static final long STEP = TOKEN.stepAt(NOW);

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void aCodeInsideTheWindowIsFreshAndTeachesTheDrift(int offset) {
    assertEquals(new Fresh(STEP + offset, offset), TOKEN.match(TOKEN.codeAt(STEP + offset), NOW));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, 2, 100})
  void aCodeOutsideTheWindowIsWrong(int offset) {
    assertEquals(new Wrong(), TOKEN.match(TOKEN.codeAt(STEP + offset), NOW));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 10})
  void theWindowIsAsWideAsThePolicySays(int width) {
    var token = Tokens.window(TOKEN, width, 10);

    assertInstanceOf(Fresh.class, token.match(TOKEN.codeAt(STEP - width), NOW));
    assertInstanceOf(Fresh.class, token.match(TOKEN.codeAt(STEP + width), NOW));
    assertInstanceOf(Wrong.class, token.match(TOKEN.codeAt(STEP - width - 1), NOW));
    assertInstanceOf(Wrong.class, token.match(TOKEN.codeAt(STEP + width + 1), NOW));
  }

  @Test
  void aStepLastsItsPeriod() {
    var token = Tokens.period(Tokens.window(TOKEN, 0, 10), 60);
    var begin = Instant.ofEpochSecond(token.stepAt(NOW) * 60);
    String code = token.codeAt(token.stepAt(NOW));

    assertInstanceOf(Wrong.class, token.match(code, begin.minusNanos(1)));
    assertInstanceOf(Fresh.class, token.match(code, begin));
    assertInstanceOf(Fresh.class, token.match(code, begin.plusSeconds(60).minusNanos(1)));
    assertInstanceOf(Wrong.class, token.match(code, begin.plusSeconds(60)));
  }

  @Test
  void aCodeIsFreshOnce() {
    String code = TOKEN.codeAt(STEP);
    var after = Tokens.after(TOKEN, TOKEN.match(code, NOW));

    assertEquals(new Used(), after.match(code, NOW));
    assertEquals(new Used(), after.match(code, NOW.plusSeconds(30)));
  }

  @Test
  void aCodeBeforeTheLastOneCountsAsUsedOnlyInsideTheWindow() {
    var after = Tokens.used(TOKEN, STEP + 1, 0);

    assertEquals(new Used(), after.match(TOKEN.codeAt(STEP - 1), NOW));
    assertEquals(new Wrong(), after.match(TOKEN.codeAt(STEP - 2), NOW));
  }

  @Test
  void aCodeAtTheWindowsEdgeIsStillUsedAfterItMovedTheWindow() {
    var early = TOKEN.codeAt(STEP + 1);
    var after = Tokens.after(TOKEN, TOKEN.match(early, NOW));

    assertEquals(new Used(), after.match(early, NOW));
    assertEquals(new Used(), after.match(early, NOW.plusSeconds(30)));
  }

  @Test
  void theNextStepIsFreshAgain() {
    var after = Tokens.after(TOKEN, TOKEN.match(TOKEN.codeAt(STEP), NOW));

    assertEquals(new Fresh(STEP + 1, 1), after.match(TOKEN.codeAt(STEP + 1), NOW));
  }

  @Test
  void ofTwoFreshStepsWithOneCodeTheNearerToTheTokensTimeIsMeant() {
    var twins = Tokens.twins();
    var token = Tokens.window(TOKEN, 10, 10);
    String code = TOKEN.codeAt(twins.first());

    assertEquals(new Fresh(twins.first(), 0), token.match(code, at(twins.first())));
    assertEquals(new Fresh(twins.second(), 0), token.match(code, at(twins.second())));
  }

  @Test
  void aFreshStepGoesBeforeAUsedOneWithTheSameCode() {
    var twins = Tokens.twins();
    var token = Tokens.used(Tokens.window(TOKEN, 10, 10), twins.first(), 0);

    var match = token.match(TOKEN.codeAt(twins.first()), at(twins.first()));

    assertEquals(twins.second(), ((Fresh) match).movingFactor());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "00000", "0000000", "00000000"})
  void aCodeOfAnotherLengthIsWrong(String code) {
    assertEquals(new Wrong(), TOKEN.match(code, NOW));
  }

  @Test
  void eightDigitsAreNotSix() {
    var eight = Tokens.of(OathMethod.TOTP, OathAlgorithm.SHA1, 8, Tokens.SECRET);
    String code = eight.codeAt(STEP);

    assertInstanceOf(Fresh.class, eight.match(code, NOW));
    assertInstanceOf(Wrong.class, eight.match(code.substring(2), NOW));
    assertInstanceOf(Wrong.class, TOKEN.match(code, NOW));
  }

  @Test
  void digitsOfOtherScriptsAreWrong() {
    var arabic = new StringBuilder();
    TOKEN.codeAt(STEP).chars().forEach(c -> arabic.append((char) (c - '0' + '\u0660')));

    assertEquals(new Wrong(), TOKEN.match(arabic.toString(), NOW));
  }

  @Test
  void stepsBefore1970AreNeverMatched() {
    var before = new Codes(TOKEN).moveTo(-1).text();

    assertEquals(new Wrong(), TOKEN.match(before, Instant.EPOCH));
    assertEquals(new Fresh(0, 0), TOKEN.match(TOKEN.codeAt(0), Instant.EPOCH));
  }

  private static Instant at(long step) {
    return Instant.ofEpochSecond(step * 30);
  }
}
