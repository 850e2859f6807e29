package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What users are called by: user names and e-mails share one name space in a tenant. */
final class Logins {
  private static final String TAKEN =
      """
      select count(*) from user_login
       where tenant_id = :tenant and login_key = :key and user_id <> :user""";
  private static final String INSERT =
      "insert into user_login (tenant_id, login_key, user_id) values (:tenant, :key, :user)";
  private static final String DELETE =
      "delete from user_login where tenant_id = :tenant and user_id = :user";

  private Logins() {}

  /**
   * Makes a user's logins those of the profile, within a transaction that holds the lock of {@link
   * Seats}. Fails with {@code CONFLICT} when another user is called so.
   */
  static Uni<Void> replace(UUID tenant, UUID user, User.Profile profile) {
    Uni<Void> all = Sql.execute(DELETE, Map.of("tenant", tenant, "user", user)).replaceWithVoid();
    for (var key : keys(profile)) {
      all = all.chain(() -> add(Map.of("tenant", tenant, "key", key.value(), "user", user)));
    }
    return all;
  }

  private static Uni<Void> add(Map<String, Object> login) {
    return Sql.value(Long.class, TAKEN, login)
        .invoke(Logins::requireNone)
        .chain(() -> Sql.execute(INSERT, login))
        .replaceWithVoid();
  }

  private static void requireNone(long others) {
    if (others > 0) {
      throw new Refusal(
          Reason.CONFLICT, "There is another user with this user name or e-mail address.");
    }
  }

  private static Set<LoginKey> keys(User.Profile profile) {
    var keys = new LinkedHashSet<LoginKey>();
    keys.add(LoginKey.of(profile.username()));
    if (profile.email() != null) {
      keys.add(LoginKey.of(profile.email()));
    }
    return keys;
  }
}
