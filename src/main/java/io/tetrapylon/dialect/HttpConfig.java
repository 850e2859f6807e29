package io.tetrapylon.dialect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What the edge lets in at most. */
@ConfigMapping(prefix = "tetrapylon.http")
interface HttpConfig {
  /**
   * How many requests to dialects may be worked on at once; one more is answered 503 with {@code
   * Retry-After}. A request counts from the moment that its body has been read.
   */
  @WithDefault("2000")
  int inFlight();

  /** How long a caller may take to send a body; one that takes longer is cut off. */
  @WithDefault("PT10S")
  Duration bodyTimeout();
}
