package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Slice;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Users of a tenant: finding and changing. A user outside the caller's dataroom is one that does
 * not exist.
 */
@ApplicationScoped
public class Users {
  private static final String KIND = "user";
  private static final String HOLD = "select cast(hold_user_for_deletion(:tenant, :user) as text)";
  private static final String RESERVE =
      "insert into reserved_number (tenant_id, number) values (:tenant, :number) on conflict do nothing";

  private static final String TURN =
      """
      update app_user set version = version + 1
       where tenant_id = :tenant and id = :id and version = :version""";

  private final Ledger ledger;
  private final Ids ids;
  private final Clock clock;

  Users(Ledger ledger, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes one. Fails with {@code CONFLICT} when its name, e-mail, number or external id is taken.
   */
  public Uni<User> create(Actor actor, UUID tenant, Dataroom room, User.Draft draft) {
    var id = draft.id() == null ? ids.next() : draft.id();
    var profile = draft.profile(id);
    room.requireMayMove(Set.of(), draft.groups());
    return ledger.change(
        actor,
        tenant,
        "user.create",
        () ->
            Seats.lock(tenant)
                .chain(() -> number(tenant, draft.number()))
                .chain(number -> insert(tenant, id, number, profile, draft.status()))
                .chain(() -> Logins.replace(tenant, id, profile))
                .chain(() -> Memberships.replace(tenant, id, draft.groups()))
                .chain(() -> Seats.recount(tenant))
                .chain(() -> changed(tenant, id, null)));
  }

  private static Uni<Long> number(UUID tenant, @Nullable Long given) {
    return given == null
        ? Sql.value(Long.class, "select next_number()", Map.of())
        : Sql.execute(RESERVE, Map.of("tenant", tenant, "number", given)).replaceWith(given);
  }

  private Uni<?> insert(
      UUID tenant, UUID id, long number, User.Profile profile, UserStatus status) {
    var entity = new UserEntity();
    entity.tenantId = tenant;
    entity.id = id;
    entity.number = number;
    entity.take(profile);
    entity.status = status.name();
    entity.createdAt = Micros.now(clock);
    return entity.persistAndFlush();
  }

  /** A user. Fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<User> get(UUID tenant, Dataroom room, UUID id) {
    return ledger.read(tenant, () -> UserRows.get(tenant, room, id));
  }

  /** The user that somebody who types this means, or null. */
  public Uni<@Nullable User> find(UUID tenant, Dataroom room, String login) {
    var key = LoginKey.of(login);
    return !key.isUsable()
        ? Uni.createFrom().nullItem()
        : ledger.read(tenant, () -> UserRows.byLogin(tenant, room, key));
  }

  /** The user that other systems call so, or null. */
  public Uni<@Nullable User> findByExternalId(UUID tenant, Dataroom room, String externalId) {
    return ledger.read(tenant, () -> UserRows.byExternalId(tenant, room, externalId));
  }

  /** The user of this name, else the one that other systems call so, or null. */
  public Uni<@Nullable User> named(UUID tenant, Dataroom room, String name) {
    return find(tenant, room, name)
        .chain(
            found ->
                found == null
                    ? findByExternalId(tenant, room, name)
                    : Uni.createFrom().item(found));
  }

  /**
   * Users that a criterion is true of. Its fields are {@code number, username, external-id, email,
   * mobile, active} and {@code group} (a name).
   */
  public Uni<Slice<User>> search(UUID tenant, Dataroom room, Criterion where, Slice.Range range) {
    return ledger.read(tenant, () -> UserRows.search(tenant, room, where, range));
  }

  /** The user with this number, or null. */
  public Uni<@Nullable User> findByNumber(UUID tenant, Dataroom room, long number) {
    return ledger.read(tenant, () -> UserRows.byNumber(tenant, room, number));
  }

  /**
   * Users in the order of their ids.
   *
   * @param after the id that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<User>> list(
      UUID tenant, Dataroom room, User.Filter filter, @Nullable UUID after, int limit) {
    return ledger.read(
        tenant,
        () ->
            UserRows.page(tenant, room, filter, after, limit + 1)
                .map(found -> Page.of(found, limit, user -> user.id().toString())));
  }

  /**
   * Changes the version that was seen. Fails with {@code VERSION_STALE} when it has changed since,
   * with {@code CONFLICT} when a name is taken.
   */
  public Uni<User> update(
      Actor actor,
      UUID tenant,
      Dataroom room,
      UUID id,
      long version,
      User.Profile profile,
      Set<UUID> groups) {
    return edit(
        actor, tenant, room, id, version, now -> new Edited(profile, now.status(), groups, null));
  }

  /**
   * What a user is from now on.
   *
   * @param profile see {@link User.Profile}
   * @param status what an operator decided
   * @param groups ids of the groups that it is in
   * @param attributes what other systems say of it, by name, or null: as it is
   */
  public record Edited(
      User.Profile profile,
      UserStatus status,
      Set<UUID> groups,
      @Nullable Map<String, String> attributes) {}

  /**
   * Changes all of a user at once.
   *
   * @param seen the version that the caller saw, or null
   * @param edit makes what it is from now on of what it is
   */
  public Uni<User> edit(
      Actor actor,
      UUID tenant,
      Dataroom room,
      UUID id,
      @Nullable Long seen,
      Function<User, Edited> edit) {
    return ledger.change(
        actor,
        tenant,
        "user.update",
        () ->
            Seats.lock(tenant)
                .chain(() -> UserRows.get(tenant, room, id))
                .invoke(now -> Versions.requireSeen(now.version(), seen))
                .chain(now -> save(tenant, room, now, edit.apply(now)))
                .chain(() -> changed(tenant, id, null)));
  }

  private static Uni<Void> save(UUID tenant, Dataroom room, User now, Edited to) {
    room.requireMayMove(now.groups(), to.groups());
    return save(
            tenant,
            now.id(),
            now.version(),
            entity -> {
              entity.take(to.profile());
              entity.status = to.status().name();
            })
        .chain(() -> Logins.replace(tenant, now.id(), to.profile()))
        .chain(() -> Memberships.replace(tenant, now.id(), to.groups()))
        .chain(() -> UserAttributes.replace(tenant, now.id(), to.attributes()));
  }

  /** What other systems say of users, by id and name. */
  public Uni<Map<UUID, Map<String, String>>> attributes(UUID tenant, Set<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : ledger.read(tenant, () -> UserAttributes.of(tenant, ids));
  }

  /** Blocks, quarantines or activates the version that was seen. */
  public Uni<User> changeStatus(
      Actor actor, UUID tenant, Dataroom room, UUID id, long version, UserStatus status) {
    return ledger.change(
        actor,
        tenant,
        status.action(),
        () ->
            UserRows.get(tenant, room, id)
                .chain(user -> save(tenant, id, version, e -> e.status = status.name()))
                .chain(() -> changed(tenant, id, status.name())));
  }

  /**
   * Deletes the version that was seen, and all that belongs to the user, after what the user is
   * doing at this moment.
   */
  public Uni<Void> delete(Actor actor, UUID tenant, Dataroom room, UUID id, long version) {
    return ledger.change(
        actor,
        tenant,
        "user.delete",
        () ->
            Seats.lock(tenant)
                .chain(() -> UserRows.get(tenant, room, id))
                .chain(() -> Sql.value(String.class, HOLD, Map.of("tenant", tenant, "user", id)))
                .chain(held -> load(tenant, id, version))
                .call(entity -> entity.delete().chain(() -> entity.flush()))
                .call(() -> Seats.recount(tenant))
                .map(entity -> Changed.nothing(KIND, entity.username, id)));
  }

  private static Uni<UserEntity> load(UUID tenant, UUID id, long version) {
    return UserEntity.<UserEntity>findById(new TenantScoped(tenant, id))
        .onItem()
        .ifNull()
        .failWith(UserRows::unknown)
        .invoke(entity -> Versions.require(entity.version, version));
  }

  private static Uni<Void> save(UUID tenant, UUID id, long version, Consumer<UserEntity> change) {
    return load(tenant, id, version)
        .invoke(change)
        .call(entity -> entity.flush())
        .chain(
            entity ->
                entity.version == version
                    ? turn(tenant, id, version)
                    : Uni.createFrom().voidItem());
  }

  /** Turns the version where nothing of the row itself changed, such as for groups. */
  private static Uni<Void> turn(UUID tenant, UUID id, long version) {
    return Sql.execute(TURN, Map.of("tenant", tenant, "id", id, "version", version))
        .invoke(count -> Versions.require(version + count, version + 1))
        .replaceWithVoid();
  }

  private static Uni<Changed<User>> changed(UUID tenant, UUID id, @Nullable String words) {
    return UserRows.get(tenant, Dataroom.ALL, id)
        .map(user -> Changed.ofUser(user, KIND, user.profile().username(), id))
        .map(change -> words == null ? change : change.detailed(words));
  }
}
