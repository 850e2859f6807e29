package io.tetrapylon.dialect.authpoint;

/** A token request that is refused before the core has seen it. */
final class TokenRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final TokenError error;

  TokenRefusal(TokenError error) {
    super(error.name(), null, false, false);
    this.error = error;
  }

  /** What the caller is told. */
  TokenError error() {
    return error;
  }
}
