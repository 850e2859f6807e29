package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Group;
import io.tetrapylon.user.Groups;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The ids of groups that the tenant file names. */
@ApplicationScoped
class GroupNames {
  private final Groups groups;

  GroupNames(Groups groups) {
    this.groups = groups;
  }

  /** The ids of these groups, which an earlier step has made. */
  Uni<Set<UUID>> ids(UUID tenant, List<String> names) {
    return Sequence.<Group>all((after, limit) -> groups.list(tenant, Dataroom.ALL, after, limit))
        .map(
            all ->
                all.stream()
                    .filter(group -> names.contains(group.name()))
                    .map(Group::id)
                    .collect(Collectors.toSet()));
  }
}
