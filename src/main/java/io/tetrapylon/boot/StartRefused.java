package io.tetrapylon.boot;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The gateway does not start. The message is a sentence for whoever started it; it is printed
 * without a stack trace and the process ends with status 1.
 */
public final class StartRefused extends ConfigurationException {
  private static final long serialVersionUID = 1L;

  /** For this reason, in a sentence that says what to do. */
  public StartRefused(String sentence) {
    super(sentence);
  }
}
