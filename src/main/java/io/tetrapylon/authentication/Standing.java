package io.tetrapylon.authentication;

import io.tetrapylon.policy.AccessPolicy;
import io.tetrapylon.policy.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user may do at a resource.
 *
 * @param username the user name
 * @param email the e-mail address, if there is one
 * @param hasPolicy whether a policy applies
 * @param methods what it allows
 * @param quarantined by an operator
 * @param blocked by an operator, or by wrong passwords
 * @param overallocated beyond the licence's seats
 * @param forgotToken whether the password is enough for now
 */
public record Standing(
    String username,
    @Nullable String email,
    boolean hasPolicy,
    Set<Method> methods,
    boolean quarantined,
    boolean blocked,
    boolean overallocated,
    boolean forgotToken) {

  static Standing of(Opened.User user, boolean lockedOut, @Nullable AccessPolicy policy) {
    return new Standing(
        user.username(),
        user.email(),
        policy != null,
        policy == null ? Set.of() : policy.methods(),
        user.status() == Opened.Status.QUARANTINED,
        user.status() == Opened.Status.BLOCKED || lockedOut,
        user.overallocated(),
        user.forgotToken());
  }

  /** Whether an attempt has a chance: a policy with a method, and nothing against the user. */
  public boolean isAllowedToAuthenticate() {
    return !methods.isEmpty() && !quarantined && !blocked && !overallocated;
  }
}
