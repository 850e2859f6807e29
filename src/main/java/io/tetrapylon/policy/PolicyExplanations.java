package io.tetrapylon.policy;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Tells operators which access policy applies, and why no other does, by the very rules and the
 * very rulebook that decide attempts.
 */
@ApplicationScoped
public class PolicyExplanations {
  private final Users users;
  private final Rulebooks rulebooks;

  PolicyExplanations(Users users, Rulebooks rulebooks) {
    this.users = users;
    this.rulebooks = rulebooks;
  }

  /**
   * What would apply to a user at a resource, coming from there, at that instant. Fails with {@code
   * OBJECT_UNKNOWN} without such a user, with {@code RESOURCE_UNKNOWN} without such a resource.
   */
  public Uni<PolicyDecision> explain(
      UUID tenant, Dataroom room, UUID user, long resource, Origin origin, Instant at) {
    return users
        .get(tenant, room, user)
        .chain(
            found ->
                rulebooks
                    .latest(tenant)
                    .map(book -> resource(book, resource))
                    .map(
                        rules -> PolicyRules.explain(rules.ordered(), found.groups(), origin, at)));
  }

  private static Rulebook.ResourceRules resource(Rulebook book, long id) {
    var rules = book.resources().get(id);
    if (rules == null) {
      throw new Refusal(Reason.RESOURCE_UNKNOWN);
    }
    return rules;
  }
}
