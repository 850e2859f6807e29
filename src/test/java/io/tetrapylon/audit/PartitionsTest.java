package io.tetrapylon.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Months are made ahead of time, and dropped where the feature says so. */
@QuarkusTest
class PartitionsTest {
  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String username;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  private final YearMonth now = YearMonth.now(ZoneOffset.UTC);

  @Test
  void oldMonthsAreDroppedAndTheOthersStay() throws SQLException {
    // given
    month(now.minusMonths(4));
    month(now.minusMonths(3));
    month(now.minusMonths(2));

    // when
    run(new PartitionedTable("outbox", 2));

    // then
    assertFalse(exists(now.minusMonths(4)));
    assertFalse(exists(now.minusMonths(3)));
    assertTrue(exists(now.minusMonths(2)));
    assertTrue(exists(now.plusMonths(3)));
    assertTrue(count("SELECT count(*)::int FROM pg_class WHERE relname = 'outbox_default'") == 1);
  }

  @Test
  void theTrailIsNotDroppedWhoeverAsks() {
    assertThrows(
        RuntimeException.class,
        () -> pool.query("SELECT drop_partitions('audit_event', 1)").executeAndAwait());
    assertThrows(
        RuntimeException.class,
        () -> pool.query("SELECT drop_partitions('outbox', 0)").executeAndAwait());
  }

  @Test
  void allTablesThatArePartitionedHaveTheirMonths() {
    assertEquals(
        2,
        count(
            "SELECT count(*)::int FROM pg_class WHERE relname IN ('audit_event_%1$s', 'outbox_%1$s')"
                .formatted(suffix(now.plusMonths(3)))));
  }

  private void run(PartitionedTable table) {
    new Partitions(pool, List.of(table)).ensure().await().indefinitely();
  }

  private boolean exists(YearMonth month) {
    return count(
            "SELECT count(*)::int FROM pg_class WHERE relname = 'outbox_" + suffix(month) + "'")
        == 1;
  }

  private int count(String sql) {
    return pool.query(sql).executeAndAwait().iterator().next().getInteger(0);
  }

  private void month(YearMonth month) throws SQLException {
    try (var connection = DriverManager.getConnection(url, username, password);
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE outbox_%s PARTITION OF outbox FOR VALUES FROM (uuid_floor('%s-01Z')) TO (uuid_floor('%s-01Z'))"
              .formatted(suffix(month), month, month.plusMonths(1)));
    }
  }

  private static String suffix(YearMonth month) {
    return month.toString().replace("-", "");
  }
}
