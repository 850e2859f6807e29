package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Groups of users. Whoever has a dataroom sees the groups of it and changes none, but may move
 * users among them.
 */
@ApplicationScoped
public class Groups {
  private static final String KIND = "group";

  private final Ledger ledger;
  private final Ids ids;
  private final Clock clock;

  Groups(Ledger ledger, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes one. Fails with {@code CONFLICT} when the name is taken. */
  public Uni<Group> create(Actor actor, UUID tenant, Dataroom room, String name) {
    room.requireAll();
    var entity = new GroupEntity();
    entity.tenantId = tenant;
    entity.id = ids.next();
    entity.name = checked(name);
    entity.createdAt = Micros.now(clock);
    return ledger.change(
        actor,
        tenant,
        "group.create",
        () ->
            entity
                .<GroupEntity>persistAndFlush()
                .map(made -> Changed.of(made.snapshot(), KIND, made.name)));
  }

  /** A group. Fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<Group> get(UUID tenant, Dataroom room, UUID id) {
    return ledger.read(tenant, () -> load(tenant, room, id).map(GroupEntity::snapshot));
  }

  /** What the groups among these that are seen are called, by id. */
  public Uni<Map<UUID, String>> names(UUID tenant, Dataroom room, Set<UUID> ids) {
    var seen = ids.stream().filter(id -> room.sees(Set.of(id))).toList();
    return seen.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : ledger.read(
            tenant,
            () ->
                GroupEntity.<GroupEntity>list("tenantId = ?1 and id in ?2", tenant, seen)
                    .map(
                        found ->
                            found.stream()
                                .collect(
                                    Collectors.toMap(group -> group.id, group -> group.name))));
  }

  /** The group of this name, or null. */
  public Uni<@Nullable Group> find(UUID tenant, String name) {
    return ledger.read(
        tenant,
        () ->
            GroupEntity.<GroupEntity>find("tenantId = ?1 and name = ?2", tenant, name)
                .firstResult()
                .map(found -> found == null ? null : found.snapshot()));
  }

  /**
   * Groups in the order in which they were made.
   *
   * @param after the id that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<Group>> list(UUID tenant, Dataroom room, @Nullable UUID after, int limit) {
    var where = new StringBuilder("tenantId = :tenant");
    var parameters = new HashMap<String, Object>(Map.of("tenant", tenant));
    if (after != null) {
      where.append(" and id > :after");
      parameters.put("after", after);
    }
    if (room.groups() != null) {
      where.append(" and id in (:room)");
      parameters.put("room", room.groups());
    }
    return ledger.read(
        tenant,
        () ->
            GroupEntity.<GroupEntity>find(where + " order by id", parameters)
                .range(0, limit)
                .list()
                .map(found -> Page.of(found, limit, entity -> entity.id.toString()))
                .map(page -> page.map(GroupEntity::snapshot)));
  }

  /** Renames the version that was seen. */
  public Uni<Group> rename(
      Actor actor, UUID tenant, Dataroom room, UUID id, long version, String name) {
    room.requireAll();
    return ledger.change(
        actor,
        tenant,
        "group.update",
        () ->
            load(tenant, room, id)
                .invoke(entity -> Versions.require(entity.version, version))
                .invoke(entity -> entity.name = checked(name))
                .call(entity -> entity.flush())
                .map(entity -> Changed.of(entity.snapshot(), KIND, entity.name)));
  }

  /** Deletes the version that was seen. Fails with {@code CONFLICT} while a policy names it. */
  public Uni<Void> delete(Actor actor, UUID tenant, Dataroom room, UUID id, long version) {
    room.requireAll();
    return ledger.change(
        actor,
        tenant,
        "group.delete",
        () ->
            load(tenant, room, id)
                .invoke(entity -> Versions.require(entity.version, version))
                .call(entity -> entity.delete())
                .map(entity -> Changed.nothing(KIND, entity.name)));
  }

  /** Puts a user into a group; who is in it already stays there. */
  public Uni<Void> add(Actor actor, UUID tenant, Dataroom room, UUID id, UUID user) {
    return move(actor, tenant, room, "group.add-member", id, user, true);
  }

  /** Takes a user out of a group; who is not in it stays out. */
  public Uni<Void> remove(Actor actor, UUID tenant, Dataroom room, UUID id, UUID user) {
    return move(actor, tenant, room, "group.remove-member", id, user, false);
  }

  private Uni<Void> move(
      Actor actor, UUID tenant, Dataroom room, String action, UUID id, UUID user, boolean in) {
    return ledger.change(
        actor,
        tenant,
        action,
        () ->
            Seats.lock(tenant)
                .chain(() -> load(tenant, room, id))
                .call(group -> move(tenant, room, id, user, in))
                .map(group -> Changed.nothing(KIND, group.name, user)));
  }

  private static Uni<Void> move(UUID tenant, Dataroom room, UUID id, UUID user, boolean in) {
    return UserRows.get(tenant, room, user)
        .chain(
            found -> {
              Set<UUID> groups = new HashSet<>(found.groups());
              boolean moved = in ? groups.add(id) : groups.remove(id);
              room.requireMayMove(found.groups(), groups);
              return moved
                  ? Memberships.replace(tenant, user, groups)
                  : Uni.createFrom().voidItem();
            });
  }

  private static Uni<GroupEntity> load(UUID tenant, Dataroom room, UUID id) {
    return GroupEntity.<GroupEntity>findById(new TenantScoped(tenant, id))
        .map(found -> found != null && room.sees(Set.of(id)) ? found : null)
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such group."));
  }

  private static String checked(String name) {
    return Member.text("name", name, 200);
  }
}
