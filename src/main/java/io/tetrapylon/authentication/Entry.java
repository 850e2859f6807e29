package io.tetrapylon.authentication;

import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.policy.AccessPolicy;
import io.tetrapylon.policy.PolicyRules;
import io.tetrapylon.policy.Rulebook;
import io.tetrapylon.policy.Rulebook.ResourceRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an attempt may begin, before any factor is looked at: resource, licence, user, policy,
 * method, password there or not, in this order (CONTRACT section 1, "the order of checks").
 *
 * @param refusal why not, or null
 * @param wantsPassword whether the password is compared; for a login that nobody has, whether one
 *     would be
 */
record Entry(@Nullable Reason refusal, boolean wantsPassword) {

  /**
   * The entry of an attempt.
   *
   * @throws Refusal when the request is broken: an unknown resource, an expired licence, a password
   *     missing or not asked for
   */
  static Entry of(Attempt attempt, Opened opened, Rulebook book, Instant now) {
    if (!attempt.isAtResource()) {
      return withoutResource(opened, book, now);
    }
    var resource = resource(book, attempt.context().resourceId(), now);
    var user = opened.user();
    if (user == null) {
      return ofNobody(attempt, resource.policies());
    }
    var standing = standing(user);
    if (standing != null) {
      return new Entry(standing, false);
    }
    var policy =
        PolicyRules.firstMatch(resource.policies(), user.groups(), attempt.context().origin(), now);
    return policy == null ? new Entry(Reason.POLICY_MISSING, false) : ofUser(attempt, user, policy);
  }

  /** The resource, if it is there and the licence has not run out. */
  static ResourceRules resource(Rulebook book, long resourceId, Instant now) {
    var resource = book.resources().get(resourceId);
    if (resource == null) {
      throw new Refusal(Reason.RESOURCE_UNKNOWN);
    }
    requireLicence(book, now);
    return resource;
  }

  private static void requireLicence(Rulebook book, Instant now) {
    var lastDay = book.licenceExpires();
    if (lastDay != null && LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(lastDay)) {
      throw new Refusal(Reason.LICENCE_EXPIRED);
    }
  }

  /** Where no resource stands behind an attempt, no policy does: the user's standing remains. */
  private static Entry withoutResource(Opened opened, Rulebook book, Instant now) {
    requireLicence(book, now);
    var user = opened.user();
    return new Entry(user == null ? Reason.USER_UNKNOWN : standing(user), false);
  }

  /** Why a user may not authenticate at all, or null. */
  static @Nullable Reason standing(Opened.User user) {
    return switch (user.status()) {
      case BLOCKED -> Reason.USER_BLOCKED;
      case QUARANTINED -> Reason.USER_QUARANTINED;
      case ACTIVE -> user.overallocated() ? Reason.USER_OVERALLOCATED : null;
    };
  }

  /** A login that nobody has is treated as a member of the resource's first policy would be. */
  private static Entry ofNobody(Attempt attempt, List<AccessPolicy> policies) {
    boolean wanted = wantsPassword(attempt, policies.isEmpty() ? null : policies.get(0));
    requirePresence(attempt, wanted);
    return new Entry(Reason.USER_UNKNOWN, wanted);
  }

  private static Entry ofUser(Attempt attempt, Opened.User user, AccessPolicy policy) {
    if (!isAllowed(attempt, user, policy)) {
      return new Entry(Reason.METHOD_NOT_IN_POLICY, false);
    }
    boolean wanted = wantsPassword(attempt, policy);
    requirePresence(attempt, wanted);
    return new Entry(null, wanted);
  }

  private static boolean isAllowed(Attempt attempt, Opened.User user, AccessPolicy policy) {
    if (attempt instanceof Attempt.ByPassword) {
      return policy.passwordOnly() || user.forgotToken();
    }
    if (attempt instanceof Attempt.ByKey key && key.alone() && policy.wantsPassword()) {
      return false;
    }
    if (attempt instanceof Attempt.ByRecoveryCode) {
      return !policy.passwordOnly();
    }
    var method = attempt.method();
    return method == null || policy.allows(method);
  }

  private static boolean wantsPassword(Attempt attempt, @Nullable AccessPolicy policy) {
    if (attempt instanceof Attempt.Answer) {
      return false; // it was asked for when the transaction or the ceremony began
    }
    if (attempt instanceof Attempt.ByRecoveryCode) {
      return policy != null && policy.wantsPassword();
    }
    return attempt.method() == null || (policy != null && policy.wantsPassword());
  }

  private static void requirePresence(Attempt attempt, boolean wanted) {
    boolean present = attempt.password() != null;
    if (present != wanted) {
      throw new Refusal(wanted ? Reason.PASSWORD_MISSING : Reason.PASSWORD_UNEXPECTED);
    }
  }
}
