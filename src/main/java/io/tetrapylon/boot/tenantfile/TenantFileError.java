package io.tetrapylon.boot.tenantfile;

/**
 * A mistake in a tenant file. The message is such as {@code line 23:
 * tenants[0].users[0].oath[0].secret: is not base32}; it never repeats a secret.
 */
public final class TenantFileError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;

  TenantFileError(int line, int column, String path, String what) {
    super("line " + line + ": " + (path.isEmpty() ? "" : path + ": ") + what, null, false, false);
    this.line = line;
    this.column = column;
  }

  /** Where it is, from 1. */
  public int line() {
    return line;
  }

  /** Where it is in its line, from 1. */
  public int column() {
    return column;
  }
}
