package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tetrapylon.credential.oath.OathMatch.Fresh;
import io.tetrapylon.credential.oath.OathMatch.Wrong;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotpDriftTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:10Z");
  private static final OathToken TOKEN = Tokens.totp();
  private static final long STEP = TOKEN.stepAt(NOW);

  @Test
  void theWindowLiesAroundTheTokensOwnTime() {
    var late = Tokens.used(TOKEN, -1, -4);

    assertEquals(new Fresh(STEP - 5, -5), late.match(TOKEN.codeAt(STEP - 5), NOW));
    assertEquals(new Fresh(STEP - 3, -3), late.match(TOKEN.codeAt(STEP - 3), NOW));
    assertEquals(new Wrong(), late.match(TOKEN.codeAt(STEP - 2), NOW));
    assertEquals(new Wrong(), late.match(TOKEN.codeAt(STEP), NOW));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void aClockThatRunsAwayIsFollowedToTheFenceAndOneWindowBeyond(int direction) {
    var token = TOKEN;
    var now = NOW;
    for (int offset = 1; offset <= OathToken.MAX_DRIFT; offset++) {
      now = now.plus(Duration.ofDays(1));
      var match = codeShown(token, direction * offset, now);
      assertEquals(direction * offset, ((Fresh) match).drift());
      token = Tokens.after(token, match);
    }

    var beyond = codeShown(token, direction * 11, now.plus(Duration.ofDays(1)));

    assertEquals(direction * OathToken.MAX_DRIFT, ((Fresh) beyond).drift());
    var later = now.plus(Duration.ofDays(2));
    assertEquals(new Wrong(), codeShown(Tokens.after(token, beyond), direction * 12, later));
  }

  /**
   * Whatever its offset, and read at any moment of a step: this is what the fence must not break.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 9.5, 10.5, 11.5, 100.5, 2878.5, -0.5, -9.5, -10.5, -11.5, -2878.5})
  void aResynchronisedTokenKeepsWorking(double offset) {
    var now = NOW;
    for (int second = 0; second < 30; second += 5) {
      now = now.plus(Duration.ofDays(30)).plusSeconds(5);
      var token = resynchronised(offset, now);
      for (int i = 0; i < 100; i++) {
        now = now.plusSeconds(3_600 + 7L * i);
        var match = token.match(TOKEN.codeAt(stepOfClock(offset, now)), now);
        assertInstanceOf(Fresh.class, match, "offset " + offset + " at " + now);
        token = Tokens.after(token, match);
      }
    }
  }

  @Test
  void aTokenFarOutIsFollowedThere() {
    var token = Tokens.used(TOKEN, -1, 100);

    assertEquals(new Fresh(STEP + 101, 101), token.match(TOKEN.codeAt(STEP + 101), NOW));
    assertEquals(new Wrong(), token.match(TOKEN.codeAt(STEP), NOW));
  }

  @Test
  void noMatchCarriesATokenFartherThanADay() {
    var token = Tokens.used(TOKEN, -1, 2_880);

    assertEquals(new Fresh(STEP + 2_881, 2_880), token.match(TOKEN.codeAt(STEP + 2_881), NOW));
  }

  private static OathMatch codeShown(OathToken token, int offset, Instant now) {
    return token.match(token.codeAt(token.stepAt(now) + offset), now);
  }

  private static OathToken resynchronised(double offset, Instant now) {
    long step = stepOfClock(offset, now);
    var fresh = TOKEN.resynchronise(TOKEN.codeAt(step - 1), TOKEN.codeAt(step), now).orElseThrow();
    return Tokens.after(TOKEN, fresh);
  }

  private static long stepOfClock(double offset, Instant now) {
    return TOKEN.stepAt(now.plusSeconds(Math.round(offset * 30)));
  }
}
