package io.tetrapylon.challenge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How callers wait, and how long challenges are kept. */
@ConfigMapping(prefix = "tetrapylon.challenge")
interface ChallengeConfig {
  /** The longest that a poll with {@code Prefer: wait} is held, at least 1 s. */
  @WithDefault("30s")
  Duration maxWait();

  /** How many requests may wait on this node at the same time; the next one is answered at once. */
  @WithDefault("20000")
  int waiters();

  /**
   * How often expired challenges are swept; they are dead before that, see the architecture page.
   */
  @WithDefault("2s")
  String sweepEvery();

  /** How many expired challenges one sweep takes in one transaction, 1 to 5000. */
  @WithDefault("500")
  int sweepBatch();

  /** For how many months challenges are kept, besides the current one; at least 1. */
  @WithDefault("3")
  int keepMonths();
}
