package io.tetrapylon.dialect.management;

import io.tetrapylon.dialect.Dialect;
import io.tetrapylon.dialect.Problem;
import io.tetrapylon.dialect.Rendering;
import io.tetrapylon.kernel.Reason;
import jakarta.inject.Singleton;

/** The operator's API: its root, and its answers to what goes wrong. */
@Singleton
final class ManagementDialect implements Dialect {
  static final String ROOT = "/management/v1";

  @Override
  public boolean owns(String path) {
    return path.startsWith(ROOT)
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return Problem.of(reason, message).rendering();
  }
}
