package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Lets one node at a time do what all do at their start; the others wait for it. A node that dies
 * gives way, for the lock ends with its connection.
 */
@ApplicationScoped
class OneNode {
  /** Any number, as long as nothing else locks by it. */
  private static final String LOCK = "3390572471028";

  private final Pool pool;

  OneNode(Pool pool) {
    this.pool = pool;
  }

  /** Does the work when no other node does its own. */
  Uni<Void> run(Supplier<Uni<Void>> work) {
    return pool.withConnection(
        connection ->
            lock(connection)
                .chain(() -> work.get())
                .onTermination()
                .call(() -> unlock(connection)));
  }

  /** How long the other node takes is not bounded by the limit of a request's statement. */
  private static Uni<Void> lock(SqlClient connection) {
    return query(connection, "SET statement_timeout = 0")
        .chain(() -> query(connection, "SELECT pg_advisory_lock(" + LOCK + ")"));
  }

  private static Uni<Void> unlock(SqlClient connection) {
    return query(connection, "SELECT pg_advisory_unlock(" + LOCK + ")")
        .chain(() -> query(connection, "RESET statement_timeout"));
  }

  private static Uni<Void> query(SqlClient connection, String sql) {
    return connection.query(sql).execute().replaceWithVoid();
  }
}
