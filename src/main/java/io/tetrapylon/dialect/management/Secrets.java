package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Secret;
import org.jspecify.annotations.Nullable;

/** Secrets to and from the texts that travel. */
final class Secrets {
  private Secrets() {}

  static @Nullable Secret of(@Nullable String text) {
    return text == null ? null : Secret.of(text);
  }

  static @Nullable String text(@Nullable Secret secret) {
    return secret == null ? null : secret.text();
  }
}
