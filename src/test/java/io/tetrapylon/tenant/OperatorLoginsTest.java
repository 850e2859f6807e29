package io.tetrapylon.tenant;

import static io.tetrapylon.tenant.Awaiting.await;
import static io.tetrapylon.tenant.Awaiting.race;
import static io.tetrapylon.tenant.Awaiting.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator's password against many guesses at once. */
@QuarkusTest
class OperatorLoginsTest {
  private static final Secret RIGHT = Secret.of("the right password");
  private static final Secret WRONG = Secret.of("a wrong password");

  @Inject Tenants tenants;
  @Inject Operators operators;
  @Inject Pool pool;

  private Tenant tenant;

  @BeforeEach
  void anOperator() {
    await(tenants::ensureInstallation);
    var code = "T" + UUID.randomUUID();
    tenant = await(() -> tenants.create(Actor.SYSTEM, code, Tenant.Settings.of("Test", 1)));
    await(() -> operators.create(Authority.SYSTEM, tenant.id(), "admin", RIGHT, Role.TENANT_ADMIN));
  }

  @Test
  void ofFiftyGuessesAtOnceTenAreCountedAndTheRightPasswordIsRefusedThen() throws Exception {
    // when
    var outcomes = race(50, i -> operators.authenticate(tenant.code(), "admin", WRONG, null));

    // then
    assertEquals(50, Collections.frequency(outcomes, Reason.CLIENT_INVALID));
    assertEquals(10, told("PASSWORD_WRONG"));
    assertEquals(40, told("PASSWORD_LOCKED"));
    refused(
        Reason.CLIENT_INVALID, () -> operators.authenticate(tenant.code(), "admin", RIGHT, null));
  }

  @Test
  void aLockEnds() {
    // given
    for (int i = 0; i < 10; i++) {
      refused(
          Reason.CLIENT_INVALID, () -> operators.authenticate(tenant.code(), "admin", WRONG, null));
    }

    // when
    pool.preparedQuery("UPDATE operator SET locked_until = now() WHERE tenant_id = $1")
        .executeAndAwait(Tuple.of(tenant.id()));

    // then
    assertEquals(
        "admin", await(() -> operators.authenticate(tenant.code(), "admin", RIGHT, null)).name());
  }

  @Test
  void whatNobodyIsCalledIsRefusedAlike() {
    for (var login : new String[] {"nobody", "", "a\u0000b", "a\ud800b"}) {
      refused(
          Reason.CLIENT_INVALID, () -> operators.authenticate(tenant.code(), login, RIGHT, null));
      refused(Reason.CLIENT_INVALID, () -> operators.authenticate(login, "admin", RIGHT, null));
    }
    assertEquals(2, told("USER_UNKNOWN")); // what the store cannot hold is not looked for
  }

  private long told(String reason) {
    return pool.preparedQuery(
            "SELECT count(*) FROM audit_event WHERE tenant_id = $1 AND reason = $2")
        .executeAndAwait(Tuple.of(tenant.id(), reason))
        .iterator()
        .next()
        .getLong(0);
  }
}
