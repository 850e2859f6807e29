package io.tetrapylon.boot.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** What is done once as the server's superuser: the account and the database of the gateway. */
final class Superuser {
  private static final String GATEWAY = "tetrapylon";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String STARTING = "57P03";

  private final PGSimpleDataSource source = new PGSimpleDataSource();

  Superuser(int port, String password) {
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setPassword(password);
  }

  /** Makes the database and its owner, who may make roles but is no superuser. */
  void prepare(String gatewayPassword) throws SQLException {
    try (var connection = connect()) {
      if (isMissing(connection, "SELECT FROM pg_roles WHERE rolname = '" + GATEWAY + "'")) {
        String role = "CREATE ROLE " + GATEWAY + " LOGIN CREATEROLE PASSWORD '";
        run(connection, role + gatewayPassword + "'");
      }
      if (isMissing(connection, "SELECT FROM pg_database WHERE datname = '" + GATEWAY + "'")) {
        run(connection, "CREATE DATABASE " + GATEWAY + " OWNER " + GATEWAY);
        run(connection, "REVOKE CONNECT ON DATABASE " + GATEWAY + " FROM PUBLIC");
      }
    }
  }

  /** A server that was killed recovers before it lets anybody in. */
  private Connection connect() throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return source.getConnection();
      } catch (SQLException failure) {
        if (!STARTING.equals(failure.getSQLState()) || System.nanoTime() > end) {
          throw failure;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static boolean isMissing(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private static void run(Connection connection, String statement) throws SQLException {
    try (var command = connection.createStatement()) {
      command.execute(statement);
    }
  }
}
