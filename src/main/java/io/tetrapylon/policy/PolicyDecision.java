package io.tetrapylon.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which policy applies, with the reason for every other one.
 *
 * @param matched the policy that applies, or null when none does
 * @param passedOver all the others, in the order of the policies
 */
public record PolicyDecision(@Nullable AccessPolicy matched, List<PassedOver> passedOver) {
  /** Copies the list. */
  public PolicyDecision {
    passedOver = List.copyOf(passedOver);
  }
}
