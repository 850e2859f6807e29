package io.tetrapylon.keys;

/**
 * A sealed value does not open: it was altered, cut, or taken from another row, column or tenant.
 * Nothing of its content is known then, so nobody can go on without it.
 */
public final class SealBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealBroken(String message) {
    super(message);
  }
}
