package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Member;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What other systems say of users, under names of their own. */
final class UserAttributes {
  private static final int MOST = 50;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 1000;

  private static final String READ =
      """
      select user_id, name, value from user_attribute
       where tenant_id = :tenant and user_id = any (cast(cast(:users as text) as uuid[]))
       order by user_id, name""";
  private static final String DELETE =
      "delete from user_attribute where tenant_id = :tenant and user_id = :user";
  private static final String INSERT =
      """
      insert into user_attribute (tenant_id, user_id, name, value)
      values (:tenant, :user, :name, :value)""";

  private UserAttributes() {}

  static Uni<Map<UUID, Map<String, String>>> of(UUID tenant, Collection<UUID> users) {
    return Sql.rows(READ, Map.of("tenant", tenant, "users", Sql.array(users)))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.groupingBy(
                            row -> (UUID) row[0],
                            Collectors.toMap(
                                row -> (String) row[1],
                                row -> (String) row[2],
                                (one, other) -> one,
                                TreeMap::new))));
  }

  /** Makes a user's attributes these; null leaves them as they are. */
  static Uni<Void> replace(UUID tenant, UUID user, @Nullable Map<String, String> attributes) {
    if (attributes == null) {
      return Uni.createFrom().voidItem();
    }
    Member.check(attributes.size() <= MOST, "attributes", "must be at most 50.");
    Uni<Void> all = Sql.execute(DELETE, Map.of("tenant", tenant, "user", user)).replaceWithVoid();
    for (var each : attributes.entrySet()) {
      var row =
          Map.<String, Object>of(
              "tenant",
              tenant,
              "user",
              user,
              "name",
              Member.text("attributes.name", each.getKey(), LONGEST_NAME),
              "value",
              Member.text("attributes.value", each.getValue(), LONGEST_VALUE));
      all = all.chain(() -> Sql.execute(INSERT, row)).replaceWithVoid();
    }
    return all;
  }
}
