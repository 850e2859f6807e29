package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** The gateway on its store: migrated, and reached as a role that owns nothing. */
@QuarkusTest
class StoreTest {
  @Inject Pool pool;
  @Inject StoreSafety safety;

  @Test
  void theFirstMigrationIsApplied() {
    // when
    long tables = row("SELECT count(*) FROM pg_tables WHERE tablename = 'credential'").getLong(0);

    // then
    assertEquals(1, tables);
  }

  @Test
  void thePoolRunsAsTheGatewaysRole() {
    assertEquals("tetrapylon_gateway", row("SELECT current_role::text").getString(0));
  }

  @Test
  void theGatewaysRoleIsNoSuperuserAndOwnsNoTable() {
    // when
    var row =
        row(
            "SELECT rolsuper, EXISTS (SELECT FROM pg_tables WHERE tableowner = rolname)"
                + " FROM pg_roles WHERE rolname = current_role");

    // then
    assertFalse(row.getBoolean(0));
    assertFalse(row.getBoolean(1));
  }

  @Test
  void thePoolPlansOnceForAllParameters() {
    assertEquals("force_generic_plan", row("SHOW plan_cache_mode").getString(0));
  }

  @Test
  void aStoreThatForgetsIsSeenAndRefused() {
    // when: the tests' own server does not flush
    var weak = safety.weakSettings();

    // then
    assertTrue(weak.contains("fsync"));
    var refusal = assertThrows(StartRefused.class, () -> StoreSafety.refuse(weak));
    assertTrue(refusal.getMessage().contains("fsync"));
  }

  @Test
  void aDevelopmentKeyIsRefused() {
    assertThrows(StartRefused.class, () -> StoreSafety.refuse(true));
  }

  @Test
  void readyMeansThatTheClocksAgree() {
    assertEquals(Status.UP, readiness(Duration.ofSeconds(3)));
    assertEquals(Status.DOWN, readiness(Duration.ofSeconds(8)));
    assertEquals(Status.DOWN, readiness(Duration.ofSeconds(-8)));
  }

  private Status readiness(Duration ahead) {
    var clock = Clock.offset(Clock.systemUTC(), ahead);
    return new StoreReadiness(pool, clock).call().await().indefinitely().getStatus();
  }

  private Row row(String sql) {
    return pool.query(sql).executeAndAwait().iterator().next();
  }
}
