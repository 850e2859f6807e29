package io.tetrapylon.keys;

import java.time.Instant;
import java.util.List;

/**
 * The keys that sign what a tenant's phones are asked, as they were at an instant.
 *
 * @param line in the order in which they sign; at least one
 * @param loadedAt when they were read
 */
public record ChallengeKeySet(List<Link> line, Instant loadedAt) {
  /** Copies. */
  public ChallengeKeySet {
    line = List.copyOf(line);
  }

  /**
   * One of them.
   *
   * @param key which one
   * @param activeFrom from when on it signs; the first of a line always has
   */
  public record Link(P256SigningKey key, Instant activeFrom) {}

  /**
   * The key that signs whatever was asked then, however much later it is written down: so a
   * challenge has one text for all of its life, and on each node the same.
   */
  public P256SigningKey at(Instant asked) {
    for (int i = line.size() - 1; i > 0; i--) {
      if (!line.get(i).activeFrom().isAfter(asked)) {
        return line.get(i).key();
      }
    }
    return line.get(0).key();
  }

  /** The key that signs what is asked now. */
  public P256SigningKey current() {
    return at(loadedAt);
  }
}
