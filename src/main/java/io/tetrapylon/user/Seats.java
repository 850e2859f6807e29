package io.tetrapylon.user;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.tenant.LicenceWatcher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/**
 * Who has a seat under the licence: the first users in order of creation. It is stored with the
 * user, and brought up to date by whatever changes users or the licence, one at a time in a tenant.
 */
@ApplicationScoped
class Seats implements LicenceWatcher {
  /** Not FOR UPDATE: foreign keys on the tenant go on, and two changes cannot wait in a circle. */
  private static final String LOCK =
      "select licence_users from tenant where id = :tenant for no key update";

  private static final String RECOUNT =
      """
      with edge as (
        select created_at, id from app_user where tenant_id = :tenant order by created_at, id
        offset (select licence_users from tenant where id = :tenant) limit 1)
      update app_user u set overallocated = not u.overallocated
       where u.tenant_id = :tenant
         and u.overallocated <> coalesce((u.created_at, u.id) >= (select created_at, id from edge), false)""";

  /** Makes others wait who change users of this tenant; first thing in their transaction. */
  static Uni<Void> lock(UUID tenant) {
    return Sql.value(Integer.class, LOCK, Map.of("tenant", tenant)).replaceWithVoid();
  }

  /** Brings the seats up to date, within a transaction that holds the lock. */
  static Uni<Void> recount(UUID tenant) {
    return Sql.execute(RECOUNT, Map.of("tenant", tenant)).replaceWithVoid();
  }

  @Override
  public Uni<Void> licenceChanged(UUID tenant) {
    return recount(tenant);
  }
}
