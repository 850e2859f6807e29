package io.tetrapylon.credential.oath;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tetrapylon.credential.oath.OathMatch.Fresh;
import io.tetrapylon.credential.oath.OathMatch.Used;
import io.tetrapylon.credential.oath.OathMatch.Wrong;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HotpMatchTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final OathToken NEW = Tokens.hotp();
  private static final OathToken TOKEN = Tokens.used(NEW, 100, 0);

  @ParameterizedTest
  @ValueSource(longs = {101, 102, 111})
  void theNextCodeAndTenAfterItAreFresh(long counter) {
    assertEquals(new Fresh(counter, 0), matched(TOKEN, counter));
  }

  @ParameterizedTest
  @ValueSource(longs = {112, 50, 0})
  void aCodeOutsideBothWindowsIsWrong(long counter) {
    assertEquals(new Wrong(), matched(TOKEN, counter));
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 99, 51})
  void theFiftyCodesUsedLastAreUsed(long counter) {
    assertEquals(new Used(), matched(TOKEN, counter));
  }

  @Test
  void aNewTokenBeginsWithCounterZero() {
    assertEquals(new Fresh(0, 0), matched(NEW, 0));
    assertEquals(new Fresh(10, 0), matched(NEW, 10));
    assertEquals(new Wrong(), matched(NEW, 11));
  }

  @Test
  void countersBelowZeroAreNeverMatched() {
    var before = new Codes(NEW).moveTo(-1).text();

    assertEquals(new Wrong(), NEW.match(before, NOW));
  }

  @Test
  void withoutAWindowOnlyTheNextCodeIsFresh() {
    var token = Tokens.window(TOKEN, 1, 0);

    assertEquals(new Fresh(101, 0), matched(token, 101));
    assertEquals(new Wrong(), matched(token, 102));
  }

  @Test
  void aCodeIsFreshOnceAndThoseSkippedAreUsed() {
    var after = Tokens.after(TOKEN, matched(TOKEN, 105));

    assertEquals(new Used(), matched(after, 105));
    assertEquals(new Used(), matched(after, 103));
    assertEquals(new Fresh(106, 0), matched(after, 106));
  }

  @Test
  void ofTwoFreshCountersWithOneCodeTheSmallerIsMeant() {
    var twins = Tokens.twins();
    var token = Tokens.used(NEW, twins.first() - 1, 0);

    assertEquals(new Fresh(twins.first(), 0), matched(token, twins.second()));
  }

  @Test
  void aFreshCounterGoesBeforeAUsedOneWithTheSameCode() {
    var twins = Tokens.twins();
    var token = Tokens.used(NEW, twins.first(), 0);

    assertEquals(new Fresh(twins.second(), 0), matched(token, twins.first()));
  }

  @Test
  void theLastCounterOfAllIsReached() {
    var token = Tokens.used(NEW, Long.MAX_VALUE - 1, 0);

    assertEquals(new Fresh(Long.MAX_VALUE, 0), matched(token, Long.MAX_VALUE));
    assertEquals(new Used(), matched(Tokens.used(NEW, Long.MAX_VALUE, 0), Long.MAX_VALUE));
  }

  @Test
  void aCodeOfAnotherLengthIsWrong() {
    assertEquals(new Wrong(), TOKEN.match(TOKEN.codeAt(101).substring(1), NOW));
    assertEquals(new Wrong(), TOKEN.match("0" + TOKEN.codeAt(101), NOW));
  }

  private static OathMatch matched(OathToken token, long counter) {
    return token.match(token.codeAt(counter), NOW);
  }
}
