package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The gateway on its store: migrated, and reached as a role that owns nothing. */
@QuarkusTest
class StoreTest {
  @Inject Pool pool;

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

  private Row row(String sql) {
    return pool.query(sql).executeAndAwait().iterator().next();
  }
}
