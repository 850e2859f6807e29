package io.tetrapylon.kernel;

import org.jspecify.annotations.Nullable;

/** Optimistic locking: whoever changes something says which version it has seen. */
public final class Versions {
  private Versions() {}

  /** Refuses with {@code VERSION_STALE} when what is there is not what was seen. */
  public static void require(long there, long seen) {
    if (there != seen) {
      throw new Refusal(Reason.VERSION_STALE);
    }
  }

  /** The same for whoever need not say which version it has seen: null is any. */
  public static void requireSeen(long there, @Nullable Long seen) {
    if (seen != null) {
      require(there, seen);
    }
  }
}
