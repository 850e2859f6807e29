package io.tetrapylon.kernel;

import java.util.Random;

/** Randomness that repeats itself from one run to the next. */
public final class RepeatingEntropy extends Entropy {
  public RepeatingEntropy(long seed) {
    super(new Random(seed));
  }
}
