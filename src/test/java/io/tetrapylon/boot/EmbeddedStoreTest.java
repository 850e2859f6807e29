package io.tetrapylon.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tetrapylon.boot.embedded.EmbeddedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The server that the gateway brings along keeps what it is given and lets nobody else in. */
class EmbeddedStoreTest {
  /** One for all: making a server takes longer than starting it. */
  @TempDir static Path directory;

  @AfterEach
  void stop() {
    AtStop.runAll();
  }

  @Test
  void whatIsWrittenSurvivesARestart() throws Exception {
    // given
    execute(start(), "CREATE TABLE probe AS SELECT 42 AS answer");

    // when
    AtStop.runAll();
    var again = start();

    // then
    assertEquals("42", ask(again, "SELECT answer FROM probe"));
  }

  @Test
  void nothingThatWasAcknowledgedIsForgotten() throws Exception {
    // when
    var store = start();

    // then
    assertEquals("on", ask(store, "SHOW fsync"));
    assertEquals("on", ask(store, "SHOW synchronous_commit"));
    assertEquals("on", ask(store, "SHOW full_page_writes"));
  }

  @Test
  void theOwnerIsNoSuperuserAndNeedsItsPassword() throws Exception {
    // given
    var store = start();
    assertEquals("f", ask(store, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"));

    // when
    store.setProperty("quarkus.datasource.password", "another");

    // then
    assertThrows(SQLException.class, () -> ask(store, "SELECT 1"));
  }

  @Test
  void secretsAreReadableByTheirOwnerOnly() throws Exception {
    // when
    start();

    // then
    for (String name : new String[] {"keys", "postgres.password", "tetrapylon.password"}) {
      var permissions = Files.getPosixFilePermissions(directory.resolve("data").resolve(name));
      assertEquals("rw-------", PosixFilePermissions.toString(permissions), name);
    }
  }

  @Test
  void keysAreMadeOnce() throws Exception {
    // given
    Path keys = Path.of(start().getProperty("tetrapylon.keys.file"));
    String first = Files.readString(keys);
    AtStop.runAll();

    // when
    start();

    // then
    assertEquals(first, Files.readString(keys));
    assertNotEquals("", first);
  }

  private Properties start() throws Exception {
    return new EmbeddedStore(directory.resolve("data")).call();
  }

  private static void execute(Properties store, String statement) throws SQLException {
    try (var connection = connect(store);
        var command = connection.createStatement()) {
      command.execute(statement);
    }
  }

  private static String ask(Properties store, String query) throws SQLException {
    try (var connection = connect(store);
        var command = connection.createStatement();
        var rows = command.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(Properties store) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl(store.getProperty("quarkus.datasource.jdbc.url"));
    return source.getConnection(
        store.getProperty("quarkus.datasource.username"),
        store.getProperty("quarkus.datasource.password"));
  }
}
