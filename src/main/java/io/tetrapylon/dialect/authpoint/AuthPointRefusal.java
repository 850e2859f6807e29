package io.tetrapylon.dialect.authpoint;

/**
 * A request that AuthPoint's API refuses with an error of its own that the core knows nothing of.
 */
final class AuthPointRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthPointError error;

  AuthPointRefusal(AuthPointError error) {
    super(error.code(), null, false, false);
    this.error = error;
  }

  /** What the caller is told. */
  AuthPointError error() {
    return error;
  }
}
