package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Condition;
import io.tetrapylon.kernel.Condition.Column;
import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Slice;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads users with their groups, as far as a dataroom lets them be seen. */
final class UserRows {
  private static final String SELECT =
      """
      select u.id, u.number, u.username, u.email, u.mobile, u.external_id, u.status, u.overallocated,
             u.forgot_token_until, u.created_at, u.version,
             (select string_agg(cast(m.group_id as text), ',') from group_member m
               where m.tenant_id = u.tenant_id and m.user_id = u.id)
        from app_user u
       where u.tenant_id = :tenant""";
  private static final String IN_GROUP =
      """
       and exists (select from group_member g where g.tenant_id = u.tenant_id and g.user_id = u.id
                      and g.group_id = :group)""";
  private static final String BY_LOGIN =
      """
       and u.id = (select user_id from user_login l where l.tenant_id = :tenant and l.login_key = :key)""";

  private final StringBuilder sql = new StringBuilder(SELECT);
  private final Map<String, Object> parameters = new HashMap<>();

  private UserRows(UUID tenant, Dataroom room) {
    parameters.put("tenant", tenant);
    sql.append(" and ").append(room.condition());
    parameters.putAll(room.parameters());
  }

  /** A user; fails with {@code OBJECT_UNKNOWN} where there is none to be seen. */
  static Uni<User> get(UUID tenant, Dataroom room, UUID id) {
    return new UserRows(tenant, room)
        .and("and u.id = :id", "id", id)
        .first()
        .onItem()
        .ifNull()
        .failWith(UserRows::unknown);
  }

  static Uni<@Nullable User> byLogin(UUID tenant, Dataroom room, LoginKey key) {
    return new UserRows(tenant, room).and(BY_LOGIN, "key", key.value()).first();
  }

  static Uni<@Nullable User> byExternalId(UUID tenant, Dataroom room, String externalId) {
    return new UserRows(tenant, room)
        .and("and u.external_id = :external", "external", externalId)
        .first();
  }

  static Uni<@Nullable User> byNumber(UUID tenant, Dataroom room, long number) {
    return new UserRows(tenant, room).and("and u.number = :number", "number", number).first();
  }

  static Uni<List<User>> page(
      UUID tenant, Dataroom room, User.Filter filter, @Nullable UUID after, int limit) {
    var status = filter.status();
    var rows =
        new UserRows(tenant, room)
            .and(IN_GROUP, "group", filter.group())
            .and(
                "and starts_with(lower(u.username), lower(:prefix))",
                "prefix",
                filter.usernamePrefix())
            .and("and u.status = :status", "status", status == null ? null : status.name())
            .and("and u.id > :after", "after", after);
    rows.sql.append(" order by u.id limit ").append(limit);
    return rows.all();
  }

  private static final Map<String, Column> COLUMNS = UserColumns.ALL;

  /** Users that a criterion is true of, and how many there are in all. */
  static Uni<Slice<User>> search(UUID tenant, Dataroom room, Criterion where, Slice.Range range) {
    var condition = Condition.of(where, COLUMNS);
    var rows = new UserRows(tenant, room);
    rows.sql.append(" and ").append(condition.sql());
    rows.parameters.putAll(condition.parameters());
    var count = "select count(*), 0 from (" + rows.sql + ") counted";
    var order = Condition.order(range, COLUMNS, "u.number");
    return Sql.rows(count, rows.parameters)
        .chain(
            counted -> {
              long total = ((Number) counted.get(0)[0]).longValue();
              rows.sql
                  .append(" order by ")
                  .append(order)
                  .append(" offset ")
                  .append(range.offset())
                  .append(" limit ")
                  .append(range.limit());
              return rows.all().map(found -> new Slice<>(found, total));
            });
  }

  static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such user.");
  }

  /** Narrows what is read; null is no condition. */
  private UserRows and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(' ').append(condition);
      parameters.put(name, value);
    }
    return this;
  }

  private Uni<@Nullable User> first() {
    return all().map(users -> users.isEmpty() ? null : users.get(0));
  }

  private Uni<List<User>> all() {
    return Sql.rows(sql.toString(), parameters)
        .map(rows -> rows.stream().map(UserRows::user).toList());
  }

  private static User user(@Nullable Object[] row) {
    return new User(
        (UUID) present(row[0]),
        ((Number) present(row[1])).longValue(),
        new User.Profile(
            (String) present(row[2]), (String) row[3], (String) row[4], (String) present(row[5])),
        UserStatus.valueOf((String) present(row[6])),
        (Boolean) present(row[7]),
        row[8] == null ? null : instant(row[8]),
        groups((String) row[11]),
        instant(present(row[9])),
        ((Number) present(row[10])).longValue());
  }

  private static Object present(@Nullable Object value) {
    return java.util.Objects.requireNonNull(value);
  }

  private static Set<UUID> groups(@Nullable String joined) {
    return joined == null
        ? Set.of()
        : Arrays.stream(joined.split(",")).map(UUID::fromString).collect(Collectors.toSet());
  }

  private static Instant instant(Object time) {
    return time instanceof OffsetDateTime offset ? offset.toInstant() : (Instant) time;
  }
}
