package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Member;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which users are in which groups. */
final class Memberships {
  private static final String DELETE =
      """
      delete from group_member where tenant_id = :tenant and user_id = :user
         and group_id <> all (cast(cast(:groups as text) as uuid[]))""";
  private static final String INSERT =
      """
      insert into group_member (tenant_id, user_id, group_id)
      select tenant_id, :user, id from user_group
       where tenant_id = :tenant and id = any (cast(cast(:groups as text) as uuid[]))
      on conflict do nothing""";
  private static final String COUNT =
      "select count(*) from group_member where tenant_id = :tenant and user_id = :user";

  private Memberships() {}

  /** Makes a user's groups these; refuses a group that does not exist. */
  static Uni<Void> replace(UUID tenant, UUID user, Set<UUID> groups) {
    var values =
        Map.<String, Object>of("tenant", tenant, "user", user, "groups", Sql.array(groups));
    return Sql.execute(DELETE, values)
        .chain(() -> Sql.execute(INSERT, values))
        .chain(() -> Sql.value(Long.class, COUNT, Map.of("tenant", tenant, "user", user)))
        .invoke(
            count ->
                Member.check(count == groups.size(), "groups", "holds one that does not exist."))
        .replaceWithVoid();
  }
}
