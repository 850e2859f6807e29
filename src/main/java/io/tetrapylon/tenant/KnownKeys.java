package io.tetrapylon.tenant;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node knows of an issuer's keys, and what it does when a token names one of them.
 *
 * <pre>
 *                     fetched less than 5 min ago    1 h ago                   longer ago, or never
 * key known           USE                            FETCH; while the issuer   FETCH
 *                                                    does not answer, USE
 * key unknown         FETCH                          FETCH                     FETCH
 * … and it was tried
 * a moment ago        REFUSE                         UNAVAILABLE               UNAVAILABLE
 * </pre>
 *
 * <p>Whatever tokens name, an issuer is asked at most once in 30 seconds, and once in 10 while it
 * does not answer.
 *
 * @param keys by name, as they were fetched last
 * @param fetchedAt when; null for never
 * @param triedAt when it was tried last, with or without success; null for never
 */
record KnownKeys(
    Map<String, PublicKey> keys, @Nullable Instant fetchedAt, @Nullable Instant triedAt) {
  /** So soon an issuer's withdrawal of a key counts. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** So long keys are used of an issuer that does not answer. */
  static final Duration STALE = Duration.ofHours(1);

  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration PAUSE_WHILE_SILENT = Duration.ofSeconds(10);

  static final KnownKeys NONE = new KnownKeys(Map.of(), null, null);

  /** What is done. */
  enum Step {
    USE,
    /** Use it, and ask the issuer meanwhile whether it is still there. */
    USE_AND_FETCH,
    FETCH,
    /** There is no such key. */
    REFUSE,
    /** Nobody can say whether there is. */
    UNAVAILABLE;

    boolean asks() {
      return this == FETCH || this == USE_AND_FETCH;
    }
  }

  /** What is done about a token that names this key. */
  Step next(String kid, Instant now) {
    boolean maySay = isWithin(STALE, fetchedAt, now);
    boolean mayTry = !isWithin(isSilent() ? PAUSE_WHILE_SILENT : PAUSE, triedAt, now);
    if (maySay && keys.containsKey(kid)) {
      return isWithin(FRESH, fetchedAt, now) || !mayTry ? Step.USE : again();
    }
    if (mayTry) {
      return Step.FETCH;
    }
    return maySay && !isSilent() ? Step.REFUSE : Step.UNAVAILABLE;
  }

  /** Nobody waits for an issuer that did not answer the last time. */
  private Step again() {
    return isSilent() ? Step.USE_AND_FETCH : Step.FETCH;
  }

  /** What is done after it was tried; not {@code FETCH}. */
  Step settled(String kid) {
    return next(kid, triedAt == null ? Instant.MAX : triedAt);
  }

  /** After an answer. */
  KnownKeys fetched(Map<String, PublicKey> published, Instant now) {
    return new KnownKeys(published, now, now);
  }

  /** After a failure. */
  KnownKeys failed(Instant now) {
    return new KnownKeys(keys, fetchedAt, now);
  }

  /** Whether the last attempt failed. */
  boolean isSilent() {
    return triedAt != null && !triedAt.equals(fetchedAt);
  }

  private static boolean isWithin(Duration period, @Nullable Instant since, Instant now) {
    return since != null && now.isBefore(since.plus(period));
  }
}
