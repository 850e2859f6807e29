package io.tetrapylon.boot;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Gives every {@code @QuarkusTest} an empty database on one server per JVM.
 *
 * <p>The owner of the database is what it is in production: no superuser, but one that may create
 * the gateway's roles. The server forgets on a crash (fsync is off), which no test minds.
 */
@WithTestResource(value = EmbeddedPostgresResource.class, scope = TestResourceScope.GLOBAL)
public class EmbeddedPostgresResource implements QuarkusTestResourceLifecycleManager {
  private static final String OWNER = "tetrapylon";
  private static final String PORT = "tetrapylon.test.postgres.port";
  private static final String DATABASES = "tetrapylon.test.postgres.databases";

  @Override
  public Map<String, String> start() {
    int port = serverPort();
    String url = "postgresql://localhost:" + port + "/" + createDatabase(port);
    return Map.of(
        "quarkus.datasource.reactive.url", url,
        "quarkus.datasource.jdbc.url", "jdbc:" + url,
        "quarkus.datasource.username", OWNER,
        "quarkus.datasource.password", OWNER);
  }

  /** The server stops with the JVM. */
  @Override
  public void stop() {}

  /**
   * System properties keep what is one per JVM: a test profile brings a class loader of its own.
   */
  private static int serverPort() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PORT) == null) {
        System.setProperty(PORT, Integer.toString(startServer()));
      }
      return Integer.getInteger(PORT);
    }
  }

  private static int startServer() {
    try {
      int port =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "300")
              .setServerConfig("listen_addresses", "localhost")
              .start()
              .getPort();
      run(port, "CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '" + OWNER + "'");
      return port;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String createDatabase(int port) {
    int number = Integer.getInteger(DATABASES, 0) + 1;
    System.setProperty(DATABASES, Integer.toString(number));
    String name = "test" + number;
    run(port, "CREATE DATABASE " + name + " OWNER " + OWNER);
    return name;
  }

  private static void run(int port, String statement) {
    try (Connection connection = superuser(port).getConnection();
        var command = connection.createStatement()) {
      command.execute(statement);
    } catch (SQLException failure) {
      throw new IllegalStateException("cannot run " + statement, failure);
    }
  }

  private static DataSource superuser(int port) {
    var source = new PGSimpleDataSource();
    source.setPortNumbers(new int[] {port});
    source.setUser("postgres");
    source.setDatabaseName("postgres");
    return source;
  }
}
