package io.tetrapylon.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection that did not yield an answer this time; another time it may. */
public final class EgressFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration after;

  /** A failure by what happened, in a few words for the outbox. */
  public EgressFailed(String what) {
    this(what, null);
  }

  EgressFailed(String what, @Nullable Duration after) {
    super(what, null, false, false);
    this.after = after;
  }

  /** How soon it may be tried again, or null where nobody knows. */
  public @Nullable Duration after() {
    return after;
  }
}
