package io.tetrapylon.kernel;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * Where randomness comes from. Nothing else in the product makes a random generator, so that a test
 * can hand in a twin that repeats itself.
 */
public class Entropy {
  private final RandomGenerator source;

  /** Cryptographically strong randomness. */
  public Entropy() {
    this(new SecureRandom());
  }

  /** Randomness from a given source; only a test hands in one that is not cryptographic. */
  protected Entropy(RandomGenerator source) {
    this.source = source;
  }

  /** That many random bytes. */
  public byte[] bytes(int count) {
    var bytes = new byte[count];
    source.nextBytes(bytes);
    return bytes;
  }

  /** 64 random bits. */
  public long bits() {
    return source.nextLong();
  }

  /** A decimal text of that many digits (1 to 9), leading zeros kept, each equally likely. */
  public String digits(int count) {
    int bound = (int) Math.pow(10, count);
    return String.format("%0" + count + "d", source.nextInt(bound));
  }
}
