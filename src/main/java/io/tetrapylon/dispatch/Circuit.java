package io.tetrapylon.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of one host: closed while it answers, open after so many failures in a row, half open
 * after a pause, when one attempt tries the host and the others keep waiting.
 */
final class Circuit {
  private final int limit;
  private final Duration pause;
  private int failures;
  private @Nullable Instant opensAgain;
  private boolean probing;

  Circuit(int limit, Duration pause) {
    this.limit = limit;
    this.pause = pause;
  }

  /** Null when an attempt may be made now, else how long to wait. */
  synchronized @Nullable Duration waitAt(Instant now) {
    if (opensAgain == null) {
      return null;
    }
    if (probing || now.isBefore(opensAgain)) {
      var left = Duration.between(now, opensAgain);
      return left.compareTo(shortest()) < 0 ? shortest() : left;
    }
    probing = true;
    return null;
  }

  /** The host answered. */
  synchronized void succeeded() {
    failures = 0;
    probing = false;
    opensAgain = null;
  }

  /** The host failed. */
  synchronized void failed(Instant now) {
    failures++;
    probing = false;
    if (failures >= limit) {
      opensAgain = now.plus(pause);
    }
  }

  /** Whether nothing is known against the host. */
  synchronized boolean isQuiet() {
    return failures == 0 && !probing;
  }

  private Duration shortest() {
    return pause.dividedBy(4);
  }
}
