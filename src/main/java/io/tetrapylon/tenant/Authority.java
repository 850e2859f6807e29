package io.tetrapylon.tenant;

import io.tetrapylon.audit.Actor;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and what it may hand on: nobody grants what it does not have, nor takes over somebody
 * who has more.
 *
 * @param actor for the audit trail
 * @param permissions what it has, {@link Permission#ALL} expanded
 * @param dataroom the groups whose users it sees, or null for all users
 */
public record Authority(Actor actor, Set<String> permissions, @Nullable Set<UUID> dataroom) {
  /** The gateway itself, at start. */
  public static final Authority SYSTEM =
      new Authority(Actor.SYSTEM, Role.INSTALLATION_ADMIN.permissions(), null);

  /** Copies. */
  public Authority {
    permissions = Set.copyOf(Permission.expand(permissions));
    dataroom = dataroom == null ? null : Set.copyOf(dataroom);
  }

  /** The authority of a caller. */
  public static Authority of(Caller caller, @Nullable String requestId) {
    var rooms = caller.dataroom();
    return new Authority(
        caller.actor(requestId),
        caller.permissions(),
        rooms == null ? null : Set.copyOf(java.util.List.of(rooms)));
  }

  /** Refuses with {@code PERMISSION_MISSING} unless all of it is among what this one has. */
  void requireCovers(Collection<String> granted, @Nullable Set<UUID> sees) {
    boolean rights = permissions.containsAll(Permission.expand(new HashSet<>(granted)));
    boolean sight = dataroom == null || (sees != null && dataroom.containsAll(sees));
    if (!rights || !sight) {
      throw new Refusal(Reason.PERMISSION_MISSING);
    }
  }
}
