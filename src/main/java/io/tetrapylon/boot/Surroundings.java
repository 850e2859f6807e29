package io.tetrapylon.boot;

import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.SmallRyeConfig;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The configuration as it is before Quarkus starts: environment, system properties, files.
 *
 * <p>What main decides is handed over as system properties, which Quarkus reads a moment later.
 */
final class Surroundings {
  private final SmallRyeConfig config = ConfigUtils.configBuilder().build();

  Optional<String> value(String name) {
    return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
  }

  boolean has(String name) {
    return value(name).isPresent();
  }

  /** Whether a property whose name begins so is set; an environment variable is spelt otherwise. */
  boolean hasAnyUnder(String prefix) {
    String variable = prefix.replace('.', '_').toUpperCase(Locale.ROOT);
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .anyMatch(name -> (name.startsWith(prefix) || name.startsWith(variable)) && has(name));
  }
}
