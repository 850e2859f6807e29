package io.tetrapylon.kernel;

import java.util.function.Supplier;

/** Reads what a caller wrote by a rule that knows nothing of requests. */
public final class Reading {
  private Reading() {}

  /**
   * What the rule reads. Its own sentence, thrown as {@link IllegalArgumentException}, becomes that
   * of a refusal with {@code MEMBER_INVALID}, after the member's name.
   */
  public static <T> T of(String member, Supplier<T> rule) {
    try {
      return rule.get();
    } catch (IllegalArgumentException wrong) {
      throw Member.invalid(member, wrong.getMessage() + ".");
    }
  }
}
