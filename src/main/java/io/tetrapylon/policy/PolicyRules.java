package io.tetrapylon.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which one of a resource's policies applies: they have an order, and the first whose
 * every condition holds decides, whatever methods it has.
 */
public final class PolicyRules {
  private PolicyRules() {}

  /**
   * The policy that applies to somebody in these groups, or null; the short way, for an attempt.
   */
  public static @Nullable AccessPolicy firstMatch(
      List<AccessPolicy> ordered, Set<UUID> memberships, Origin origin, Instant now) {
    for (var policy : ordered) {
      if (obstacle(policy, memberships, origin, now) == null) {
        return policy;
      }
    }
    return null;
  }

  /** The same answer as {@link #firstMatch}, and why no other policy gave it; for operators. */
  public static PolicyDecision explain(
      List<AccessPolicy> ordered, Set<UUID> memberships, Origin origin, Instant now) {
    AccessPolicy matched = null;
    var passedOver = new ArrayList<PassedOver>();
    for (var policy : ordered) {
      var cause = matched == null ? obstacle(policy, memberships, origin, now) : Cause.AFTER_MATCH;
      if (cause == null) {
        matched = policy;
      } else {
        passedOver.add(new PassedOver(policy, cause));
      }
    }
    return new PolicyDecision(matched, passedOver);
  }

  /** The first condition of the policy that does not hold; null means that it applies. */
  private static @Nullable Cause obstacle(
      AccessPolicy policy, Set<UUID> memberships, Origin origin, Instant now) {
    if (!policy.enabled()) {
      return Cause.DISABLED;
    }
    if (!policy.isFor(memberships)) {
      return Cause.NOT_A_MEMBER;
    }
    if (!isInside(policy.networks(), origin)) {
      return Cause.OUTSIDE_NETWORKS;
    }
    var schedule = policy.schedule();
    return schedule == null || schedule.contains(now) ? null : Cause.OUTSIDE_SCHEDULE;
  }

  private static boolean isInside(List<Cidr> networks, Origin origin) {
    if (networks.isEmpty()) {
      return true;
    }
    for (var network : networks) {
      if (network.contains(origin.address())) {
        return true;
      }
    }
    return false;
  }
}
