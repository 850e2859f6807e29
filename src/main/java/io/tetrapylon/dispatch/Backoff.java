package io.tetrapylon.dispatch;

import io.tetrapylon.kernel.Entropy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a message is tried again: after a pause that doubles with each attempt, of which a random
 * part of up to a half is left out, so that what failed together does not come back together.
 *
 * @param first the pause after the first attempt
 * @param longest the longest pause
 */
record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 20;

  /**
   * The pause after an attempt.
   *
   * @param attempt which one it was, from 1
   * @param wanted the pause that the provider asked for, or null; a longer one of it holds
   */
  Duration after(int attempt, @Nullable Duration wanted, Entropy entropy) {
    long doubled = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
    long full = Math.min(doubled, longest.toMillis());
    long half = full / 2;
    var own = Duration.ofMillis(full - half + Math.floorMod(entropy.bits(), half + 1));
    return wanted != null && wanted.compareTo(own) > 0 ? wanted : own;
  }
}
