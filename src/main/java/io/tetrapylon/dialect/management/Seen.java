package io.tetrapylon.dialect.management;

import org.jspecify.annotations.Nullable;

/** The version that a caller saw, where it may leave that open. */
final class Seen {
  private Seen() {}

  /** Null when there is no {@code If-Match}, or one that any version matches. */
  static @Nullable Long version(@Nullable String ifMatch) {
    return ifMatch == null || ifMatch.strip().equals("*")
        ? null
        : Long.valueOf(Etag.version(ifMatch));
  }
}
