package io.tetrapylon.kernel;

import java.time.Clock;
import java.util.UUID;

/**
 * Makes UUIDs of version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, a 12-bit counter that
 * keeps ids of one node in order within a millisecond (method 1 of section 6.2), 62 random bits.
 */
public final class Ids {
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long RANDOM_MASK = 0x3fff_ffff_ffff_ffffL;
  private static final int COUNTER_LIMIT = 0x1000;

  private final Clock clock;
  private final Entropy entropy;
  private long lastMillis = Long.MIN_VALUE;
  private int counter;

  /** Ids by this clock and this randomness. */
  public Ids(Clock clock, Entropy entropy) {
    this.clock = clock;
    this.entropy = entropy;
  }

  /** A new id, greater than every id that this object made before. */
  public UUID next() {
    long random = entropy.bits();
    return new UUID(nextTimeAndCounter(), VARIANT | (random & RANDOM_MASK));
  }

  private synchronized long nextTimeAndCounter() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      counter = 0;
    } else if (++counter == COUNTER_LIMIT) {
      lastMillis++; // a full counter, or a clock that went back: run ahead of it, never backwards
      counter = 0;
    }
    return (lastMillis << 16) | VERSION | counter;
  }
}
