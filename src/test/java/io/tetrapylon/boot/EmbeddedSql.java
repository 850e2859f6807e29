package io.tetrapylon.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The embedded database of a packaged gateway, looked into from outside, as its superuser. */
final class EmbeddedSql {
  private final Path data;

  EmbeddedSql(Path data) {
    this.data = data;
  }

  /** The server has another port each time that it starts. */
  private Connection connection() throws IOException, SQLException {
    var source = new PGSimpleDataSource();
    var pid = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {Integer.parseInt(pid.get(3).strip())});
    source.setDatabaseName("tetrapylon");
    source.setUser("postgres");
    source.setPassword(Files.readString(data.resolve("postgres.password")).strip());
    return source.getConnection();
  }

  /** Runs statements without values, separated by semicolons. */
  void run(String sql) throws IOException, SQLException {
    try (var connection = connection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of each row, as texts. */
  List<String> column(String sql) throws IOException, SQLException {
    try (var connection = connection();
        var rows = connection.createStatement().executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  long number(String sql) throws IOException, SQLException {
    return Long.parseLong(column(sql).get(0));
  }
}
