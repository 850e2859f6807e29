package io.tetrapylon.credential.oath;

import io.tetrapylon.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as it stands at one moment, and what a typed code is to it.
 *
 * <p><b>Drift.</b> A match moves a TOTP token's drift to where the code was found, so that the
 * window follows a clock that runs fast or slow. Matches alone never carry the drift further than
 * {@link #MAX_DRIFT} steps from zero: at that fence it stays, codes within the window around it
 * still match, and those beyond are wrong until the token is resynchronised.
 *
 * <p>Resynchronisation alone crosses the fence, either way. A token beyond it is followed out there
 * in the same manner, up to a day, and stays on its side: a clock between two steps is read now as
 * the one and now as the other, so a token near the fence would be lost again by its next match.
 *
 * @param method what moves the token on
 * @param algorithm the hash function of its HMAC
 * @param digits how long a code is, 6 or 8
 * @param period how long a TOTP step lasts, 1 to 3600 seconds
 * @param secret the shared key, not empty
 * @param movingFactor the last TOTP step or HOTP counter used; -1 when there is none
 * @param drift the steps by which a TOTP token's clock runs ahead (+) or behind (-)
 * @param timeWindow the steps looked at on either side of the token's time, 0 to 10; usually 1
 * @param counterWindow the HOTP counters that may be skipped, 0 to 100; usually 10
 */
public record OathToken(
    OathMethod method,
    OathAlgorithm algorithm,
    int digits,
    int period,
    Secret secret,
    long movingFactor,
    int drift,
    int timeWindow,
    int counterWindow) {

  /** How far matches alone may carry the drift, in steps. */
  public static final int MAX_DRIFT = 10;

  private static final int USED_COUNTERS = 50;
  private static final int RESYNC_COUNTERS = 1_000;

  /** Refuses values out of range with an {@link IllegalArgumentException}. */
  public OathToken {
    require(digits == 6 || digits == 8, "a code has 6 or 8 digits");
    require(period >= 1 && period <= 3600, "a period lasts 1 to 3600 seconds");
    require(secret.length() > 0, "a secret is not empty");
    require(movingFactor >= -1, "a moving factor is -1 or more");
    require(timeWindow >= 0 && timeWindow <= 10, "a time window is 0 to 10 steps");
    require(counterWindow >= 0 && counterWindow <= 100, "a counter window is 0 to 100 counters");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * What this code is to the token now. TOTP looks at the window around the token's own time, HOTP
   * at the counters next in turn and at the 50 used last. Of several fresh factors with the same
   * code the one nearest to the expected is meant, and a fresh one before a used one.
   *
   * <p>As many codes are computed and compared whatever was typed, unless its length is wrong.
   */
  public OathMatch match(String code, Instant now) {
    if (code.length() != digits) {
      return new OathMatch.Wrong();
    }
    var found = new Search(this, expectedAt(now)).near(bytes(code), behind(), ahead());
    if (found.fresh() != Search.NONE) {
      return new OathMatch.Fresh(found.fresh(), driftAfter(found.fresh(), now));
    }
    return found.used() ? new OathMatch.Used() : new OathMatch.Wrong();
  }

  /**
   * Finds a token whose clock or counter has run away by two codes that it showed one after the
   * other: TOTP up to a day (2880 steps at most) to either side of now, HOTP among the next 1000
   * counters, never among used ones. It computes up to 5761 codes: 3 ms of CPU, with SHA-512 about
   * 12.
   *
   * @return the factor of the second code and the drift read from it, or empty
   */
  public Optional<OathMatch.Fresh> resynchronise(String first, String second, Instant now) {
    if (first.length() != digits || second.length() != digits) {
      return Optional.empty();
    }
    long found =
        new Search(this, expectedAt(now))
            .pair(bytes(first), bytes(second), resyncFrom(now), resyncCount())
            .fresh();
    return found == Search.NONE
        ? Optional.empty()
        : Optional.of(new OathMatch.Fresh(found, timed() ? (int) (found - stepAt(now)) : 0));
  }

  /** The step of this time, as the server's clock has it. */
  public long stepAt(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), (long) period);
  }

  /**
   * The code of a step or counter.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public String codeAt(long factor) {
    require(factor >= 0, "a factor is 0 or more");
    return new Codes(this).moveTo(factor).text();
  }

  private boolean timed() {
    return method == OathMethod.TOTP;
  }

  private long expectedAt(Instant now) {
    return timed() ? stepAt(now) + drift : movingFactor + 1;
  }

  private int behind() {
    return timed() ? timeWindow : USED_COUNTERS;
  }

  private int ahead() {
    return timed() ? timeWindow : counterWindow;
  }

  private int driftAfter(long factor, Instant now) {
    return timed() ? Drift.settled(drift, factor - stepAt(now), period) : 0;
  }

  private long resyncFrom(Instant now) {
    return timed() ? stepAt(now) - Drift.reach(period) : movingFactor + 1;
  }

  private int resyncCount() {
    return timed() ? 2 * Drift.reach(period) + 1 : RESYNC_COUNTERS;
  }

  private static byte[] bytes(String code) {
    return code.getBytes(StandardCharsets.UTF_8);
  }
}
