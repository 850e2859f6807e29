package io.tetrapylon.user;

import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Caller;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose users a caller sees. A user outside of it is to that caller as one that does not exist.
 *
 * @param groups the groups whose members it sees, or null for all users
 */
public record Dataroom(@Nullable Set<UUID> groups) {
  /** All users of the tenant. */
  public static final Dataroom ALL = new Dataroom(null);

  /** Copies. */
  public Dataroom {
    groups = groups == null ? null : Set.copyOf(groups);
  }

  /** What a caller sees. */
  public static Dataroom of(Caller caller) {
    var rooms = caller.dataroom();
    return rooms == null ? ALL : new Dataroom(Set.copyOf(List.of(rooms)));
  }

  private static final String SEEN =
      """
      exists (select from group_member r where r.tenant_id = u.tenant_id and r.user_id = u.id
                 and r.group_id = any (cast(cast(:room as text) as uuid[])))""";

  /** A condition of SQL: that the row {@code app_user u} is seen. */
  public String condition() {
    return groups == null ? "true" : SEEN;
  }

  /** The parameters of {@link #condition}. */
  public Map<String, Object> parameters() {
    return groups == null ? Map.of() : Map.of("room", Sql.array(groups));
  }

  /** Whether a member of these groups is seen. */
  public boolean sees(Collection<UUID> memberOf) {
    return groups == null || !Collections.disjoint(groups, memberOf);
  }

  /** Refuses unless all users are seen: for what concerns more than some users. */
  void requireAll() {
    if (groups != null) {
      throw new Refusal(Reason.PERMISSION_MISSING);
    }
  }

  /**
   * Refuses to put a user into groups, or to take one out of groups, that are not seen, and to let
   * one out of sight.
   */
  void requireMayMove(Set<UUID> from, Set<UUID> to) {
    if (groups == null) {
      return;
    }
    var moved = new HashSet<>(from);
    moved.addAll(to);
    moved.removeIf(group -> from.contains(group) && to.contains(group));
    if (!groups.containsAll(moved) || !sees(to)) {
      throw new Refusal(Reason.PERMISSION_MISSING);
    }
  }
}
