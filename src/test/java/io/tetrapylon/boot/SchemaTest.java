package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

/** The migrations one by one, and what holds for every table that they make. */
@QuarkusTest
class SchemaTest {
  /**
   * Found before the tenant is known: a code, an access id, the digest of a key or activation, the
   * issuer of a token.
   */
  private static final Set<String> FOUND_WITHOUT_A_TENANT =
      Set.of(
          "tenant_pkey",
          "tenant_code_key",
          "api_client_access_id_key",
          "api_key_digest_key",
          "activation_token_digest_key",
          "trusted_issuer_issuer_audience_key");

  @Inject Pool pool;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String username;

  @ConfigProperty(name = "quarkus.datasource.password")
  String password;

  @Test
  void eachMigrationAppliesToWhatTheOnesBeforeItMade() throws SQLException {
    for (MigrationInfo step : flyway("latest").info().all()) {
      assertEquals(
          1, flyway(step.getVersion().toString()).migrate().migrationsExecuted, step.getScript());
    }
    flyway("latest").validate();
    try (var connection = DriverManager.getConnection(url, username, password);
        var statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA walked CASCADE");
    }
  }

  private Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(url, username, password)
        .schemas("walked")
        .locations("db/migration")
        .target(target)
        .load();
  }

  @Test
  void everyUniqueIndexBeginsWithTheTenant() {
    var others =
        names(
            """
            SELECT i.relname FROM pg_index x
              JOIN pg_class i ON i.oid = x.indexrelid
              JOIN pg_class t ON t.oid = x.indrelid
              JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
             WHERE t.relnamespace = 'public'::regnamespace AND x.indisunique AND t.relname NOT LIKE 'flyway%'
               AND a.attname <> 'tenant_id'
            """);
    others.removeAll(FOUND_WITHOUT_A_TENANT);

    assertEquals(List.of(), others);
  }

  @Test
  void everyForeignKeyCarriesTheTenant() {
    assertEquals(
        List.of(),
        names(
            """
            SELECT c.conname FROM pg_constraint c
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
             WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND a.attname <> 'tenant_id'
            """));
  }

  @Test
  void everyTableStandsBehindTheSecondWall() {
    assertEquals(
        List.of(),
        names(
            """
            SELECT t.relname FROM pg_class t
             WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition
               AND t.relname NOT LIKE 'flyway%'
               AND NOT (t.relrowsecurity
                        AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = t.oid) = 2)
            """));
  }

  @Test
  void nobodyChangesWhatTheTrailSays() {
    assertEquals(
        List.of(),
        names(
            """
            SELECT grantee || ' may ' || privilege_type FROM information_schema.role_table_grants
             WHERE table_name LIKE 'audit_event%' AND grantee LIKE 'tetrapylon_%' AND privilege_type IN ('UPDATE', 'DELETE')
            """));
  }

  @Test
  void tablesThatEachLoginWritesAreCheckedByDomains() {
    assertEquals(
        List.of(),
        names(
            """
            SELECT conname FROM pg_constraint
             WHERE contype = 'c' AND conrelid IN
                   ('credential'::regclass, 'challenge'::regclass, 'outbox'::regclass, 'audit_event'::regclass)
            """),
        "a CHECK is planned anew for each statement that writes a row: make it a domain, as V0020 does");
  }

  private List<String> names(String sql) {
    var names = new ArrayList<String>();
    for (Row row : pool.query(sql).executeAndAwait()) {
      names.add(row.getString(0));
    }
    return names;
  }
}
