package io.tetrapylon.user;

import static io.tetrapylon.tenant.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The second wall: a query that forgets its tenant still sees one tenant only. */
@QuarkusTest
class WallTest {
  @Inject Tenants tenants;
  @Inject Users users;
  @Inject Ledger ledger;

  @Test
  void aQueryWithoutATenantSeesOneTenantOnly() {
    // given
    var one = tenantWithUsers(1);
    var other = tenantWithUsers(2);

    // then
    assertEquals(1L, await(() -> ledger.read(one, () -> UserEntity.count())));
    assertEquals(2L, await(() -> ledger.read(other, () -> UserEntity.count())));
    assertEquals(
        1L,
        await(
            () ->
                ledger.read(
                    one, () -> Sql.value(Long.class, "select count(*) from tenant", Map.of()))));
    assertEquals(
        0,
        await(
            () ->
                ledger.read(
                    one,
                    () ->
                        Sql.execute(
                            "update app_user set status = 'BLOCKED' where tenant_id = :t",
                            Map.of("t", other)))));
  }

  @Test
  void nothingIsWrittenIntoAnotherTenant() {
    // given
    var one = tenantWithUsers(0);
    var other = tenantWithUsers(0);
    var insert = "insert into reserved_number (tenant_id, number) values (:t, 1)";

    // then
    assertThrows(
        RuntimeException.class,
        () -> await(() -> ledger.read(one, () -> Sql.execute(insert, Map.of("t", other)))));
  }

  private UUID tenantWithUsers(int count) {
    await(tenants::ensureInstallation);
    var code = "T" + UUID.randomUUID();
    var tenant =
        await(() -> tenants.create(Actor.SYSTEM, code, Tenant.Settings.of("Test", 10))).id();
    for (int i = 0; i < count; i++) {
      var draft =
          new User.Draft(null, null, "u" + i, null, null, null, UserStatus.ACTIVE, Set.of());
      await(() -> users.create(Actor.SYSTEM, tenant, Dataroom.ALL, draft));
    }
    return tenant;
  }
}
