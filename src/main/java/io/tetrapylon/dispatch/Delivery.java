package io.tetrapylon.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to send. Reasons are a few words for the outbox, never a secret. */
public sealed interface Delivery {
  /**
   * The provider took it.
   *
   * @param providerId what the provider calls it, or null
   */
  record Sent(@Nullable String providerId) implements Delivery {}

  /**
   * Another try may help.
   *
   * @param after how soon the provider wants to see it, or null
   */
  record Retry(String reason, @Nullable Duration after) implements Delivery {}

  /** The registration is not valid any more: the target is to be removed. */
  record Gone(String reason) implements Delivery {}

  /** No try will help. */
  record Failed(String reason) implements Delivery {}

  /** What an attempt that ended in a failure comes to. */
  static Delivery of(Throwable failure) {
    if (failure instanceof EgressFailed passing) {
      return new Retry(String.valueOf(passing.getMessage()), passing.after());
    } else if (failure instanceof EgressRefused refused) {
      return new Failed(String.valueOf(refused.getMessage()));
    } else if (failure instanceof Unfit unfit) {
      return new Failed(String.valueOf(unfit.getMessage()));
    }
    return new Retry("internal: " + failure.getClass().getSimpleName(), null);
  }
}
