package io.tetrapylon.credential;

import io.tetrapylon.kernel.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when until when a credential opens anything.
 *
 * @param from the first instant, or null: since ever
 * @param to the instant after the last, or null: for ever
 */
public record Validity(@Nullable Instant from, @Nullable Instant to) {
  /** Without end or beginning. */
  public static final Validity ALWAYS = new Validity(null, null);

  /** Refuses an end that is not after the beginning with {@code MEMBER_INVALID}. */
  public Validity {
    Member.check(
        from == null || to == null || from.isBefore(to), "validity", "it ends before it begins.");
  }
}
