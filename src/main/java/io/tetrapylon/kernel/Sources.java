package io.tetrapylon.kernel;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Time, randomness and identity as beans; a test replaces any of them with its fixed twin. */
@Singleton
class Sources {
  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  @DefaultBean
  Entropy entropy() {
    return new Entropy();
  }

  @Produces
  @Singleton
  @DefaultBean
  Ids ids(Clock clock, Entropy entropy) {
    return new Ids(clock, entropy);
  }
}
