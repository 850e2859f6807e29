package io.tetrapylon.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tetrapylon.tenant.KnownKeys.Step;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When an issuer is asked for its keys, and what is done while it does not answer. */
class KnownKeysTest {
  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final PublicKey KEY =
      new TestIssuer("", "", TrustedIssuer.Algorithm.ES256).key().getPublicKey();

  private final KnownKeys fetched = KnownKeys.NONE.fetched(Map.of("a", KEY), START);

  @Test
  void nothingIsKnownAtFirst() {
    assertEquals(Step.FETCH, KnownKeys.NONE.next("a", START));
  }

  @Test
  void aKnownKeyIsUsedForFiveMinutes() {
    assertEquals(Step.USE, fetched.next("a", START));
    assertEquals(Step.USE, fetched.next("a", after("PT4M59S")));
    assertEquals(Step.FETCH, fetched.next("a", after("PT5M")));
  }

  @Test
  void anUnknownKeyIsAskedForOnceInHalfAMinute() {
    assertEquals(Step.REFUSE, fetched.next("b", START));
    assertEquals(Step.REFUSE, fetched.next("b", after("PT29S")));
    assertEquals(Step.FETCH, fetched.next("b", after("PT30S")));
    assertEquals(Step.REFUSE, fetched.settled("b"));
  }

  @Test
  void anIssuerThatNeverAnsweredIsAskedAgainAfterTenSeconds() {
    var silent = KnownKeys.NONE.failed(START);

    assertEquals(Step.UNAVAILABLE, silent.next("a", after("PT9S")));
    assertEquals(Step.FETCH, silent.next("a", after("PT10S")));
    assertEquals(Step.UNAVAILABLE, silent.settled("a"));
  }

  @Test
  void keysOfAnIssuerThatFellSilentAreUsedForAnHourAndNobodyWaits() {
    var silent = fetched.failed(after("PT5M"));

    assertEquals(Step.USE, silent.settled("a"));
    assertEquals(Step.USE, silent.next("a", after("PT5M9S")));
    assertEquals(Step.USE_AND_FETCH, silent.next("a", after("PT5M10S")));
    assertEquals(Step.USE_AND_FETCH, silent.next("a", after("PT59M59S")));
    assertEquals(Step.FETCH, silent.next("a", after("PT1H")));
    assertEquals(Step.UNAVAILABLE, silent.failed(after("PT1H")).settled("a"));
  }

  @Test
  void aSilentIssuerDoesNotMakeKnownKeysOldBeforeTheirTime() {
    var silent = fetched.failed(after("PT1M"));

    assertEquals(Step.USE, silent.next("a", after("PT4M")));
    assertEquals(Step.UNAVAILABLE, silent.settled("b"));
  }

  @Test
  void aKeyThatIsPublishedNoMoreEnds() {
    var without = fetched.fetched(Map.of(), after("PT5M"));

    assertEquals(Step.REFUSE, without.settled("a"));
  }

  private static Instant after(String duration) {
    return START.plus(Duration.parse(duration));
  }
}
