package io.tetrapylon.dialect.nevis;

/** A request that nevisIDM's API refuses in words that the core knows nothing of. */
final class NevisRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient NevisError error;

  NevisRefusal(NevisError error) {
    super(error.code(), null, false, false);
    this.error = error;
  }

  /** What the caller is told. */
  NevisError error() {
    return error;
  }
}
