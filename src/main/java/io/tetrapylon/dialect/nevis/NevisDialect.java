package io.tetrapylon.dialect.nevis;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;

/** The nevisIDM REST API: its root, and its answers to what goes wrong. */
@Singleton
final class NevisDialect implements Dialect {
  static final String ROOT = "/nevisidm/api/core/v1";

  /** Where everything is that belongs to a user. */
  static final String USER = ROOT + "/{client}/users/{user}";

  private static final String BELOW = "/nevisidm";

  @Override
  public boolean owns(String path) {
    return path.startsWith(BELOW)
        && (path.length() == BELOW.length() || path.charAt(BELOW.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return NevisWords.of(reason, message).rendering();
  }
}
