package io.tetrapylon.dialect;

import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot be reached, or is too busy, from a statement that is wrong. */
final class StoreFailures {
  // PostgreSQL, appendix A: connection exceptions, insufficient resources, operator intervention
  // (shutdown, statement timeout), lock not available, serialization failure and deadlock,
  // a transaction that idled too long, a standby that cannot write.
  private static final List<String> TEMPORARY_STATES =
      List.of("08", "53", "57", "55P03", "40", "25P03", "25006");

  private StoreFailures() {}

  /** Whether trying again later may help. */
  static boolean isTemporary(Throwable failure) {
    if (failure instanceof PgException refused) {
      return isTemporaryState(refused.getSqlState());
    }
    if (failure instanceof SQLException refused) { // as Hibernate tells of the same
      return isTemporaryState(refused.getSQLState());
    }
    return failure instanceof ConnectException
        || failure instanceof ClosedConnectionException
        || failure instanceof ConnectionPoolTooBusyException
        || failure instanceof TimeoutException
        || failure instanceof io.smallrye.mutiny.TimeoutException
        || failure instanceof VertxException
        || "Timeout".equals(failure.getMessage()); // the pool's own words, in a class of no name
  }

  private static boolean isTemporaryState(@Nullable String state) {
    return state != null && TEMPORARY_STATES.stream().anyMatch(state::startsWith);
  }
}
