package io.tetrapylon.credential.oath;

/**
 * Looks through a range of a token's factors for what was typed. It never ends early, so that it
 * takes as long whatever is found; of several fresh factors it keeps the one nearest to the
 * expected.
 */
final class Search {
  /** No fresh factor: below all that a fresh one can be. */
  static final long NONE = -1;

  private final Codes codes;
  private final long last;
  private final long expected;
  private long fresh = NONE;
  private boolean used;

  Search(OathToken token, long expected) {
    this.codes = new Codes(token);
    this.last = token.movingFactor();
    this.expected = expected;
  }

  /** Looks for one code, so many factors before and after the expected. */
  Search near(byte[] typed, int behind, int ahead) {
    for (int offset = -behind; offset <= ahead; offset++) {
      long factor = expected + offset;
      boolean equal = codes.moveTo(factor).equal(typed);
      if (equal && factor > last) {
        keepNearest(factor);
      }
      used |= equal && factor >= 0 && factor <= last;
    }
    return this;
  }

  /** Looks for two codes of fresh factors that follow each other; the second's factor is kept. */
  Search pair(byte[] first, byte[] second, long from, int count) {
    boolean begun = false;
    for (long factor = from; factor < from + count; factor++) {
      codes.moveTo(factor);
      if (begun && codes.equal(second)) {
        keepNearest(factor);
      }
      begun = factor > last && codes.equal(first);
    }
    return this;
  }

  private void keepNearest(long factor) {
    if (fresh == NONE || Math.abs(factor - expected) < Math.abs(fresh - expected)) {
      fresh = factor;
    }
  }

  /** The nearest fresh factor found, or {@link #NONE}. */
  long fresh() {
    return fresh;
  }

  /** Whether a factor found was used already. */
  boolean used() {
    return used;
  }
}
