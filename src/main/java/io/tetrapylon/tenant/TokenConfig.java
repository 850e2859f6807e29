package io.tetrapylon.tenant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Tokens of API clients and operators, and the name of this installation in them. */
@ConfigMapping(prefix = "tetrapylon.tokens")
interface TokenConfig {
  /** How long a token is good for. */
  @WithDefault("PT1H")
  Duration lifetime();

  /** How many verified signatures a node remembers, of its own tokens and as many of others'. */
  @WithDefault("20000")
  int remembered();
}
