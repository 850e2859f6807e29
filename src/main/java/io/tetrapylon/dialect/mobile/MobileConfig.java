package io.tetrapylon.dialect.mobile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What phones may ask of a node. */
@ConfigMapping(prefix = "tetrapylon.mobile")
interface MobileConfig {
  /** How many phones may try to enrol at a node in a minute; one more is answered 503. */
  @WithDefault("600")
  int enrolmentsPerMinute();
}
