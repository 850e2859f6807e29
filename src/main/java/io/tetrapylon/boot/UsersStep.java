package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.boot.tenantfile.UserEntry;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.User;
import io.tetrapylon.user.UserStatus;
import io.tetrapylon.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Users, in the order of the file, which is the order of their seats. */
@ApplicationScoped
class UsersStep implements TenantStep {
  private final Users users;
  private final GroupNames groups;

  UsersStep(Users users, GroupNames groups) {
    this.users = users;
    this.groups = groups;
  }

  @Override
  public Uni<Void> apply(UUID tenant, TenantEntry entry) {
    return Sequence.each(entry.users(), user -> user(tenant, user));
  }

  private Uni<Void> user(UUID tenant, UserEntry entry) {
    return Sequence.ifMissing(
        users.find(tenant, Dataroom.ALL, entry.username()),
        none ->
            groups
                .ids(tenant, entry.groups())
                .map(memberOf -> draft(entry, memberOf))
                .chain(draft -> users.create(Actor.SYSTEM, tenant, Dataroom.ALL, draft)));
  }

  private static User.Draft draft(UserEntry entry, Set<UUID> groups) {
    return new User.Draft(
        entry.id(),
        entry.number(),
        entry.username(),
        entry.email(),
        entry.mobile(),
        entry.externalId(),
        UserStatus.valueOf(entry.status().name()),
        groups);
  }
}
