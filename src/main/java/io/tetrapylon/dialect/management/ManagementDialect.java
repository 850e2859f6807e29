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

  /** Files of tokens are long; below Quarkus' own limit, which comes behind. */
  private static final int FILE_BYTES = 256 * 1024;

  @Override
  public boolean owns(String path) {
    return path.startsWith(ROOT)
        && (path.length() == ROOT.length() || path.charAt(ROOT.length()) == '/');
  }

  @Override
  public int maxBodyBytes(String path) {
    return path.endsWith(OathImportsResource.NAME) ? FILE_BYTES : maxBodyBytes();
  }

  @Override
  public Rendering render(Reason reason, String message) {
    return Problem.of(reason, message).rendering();
  }
}
