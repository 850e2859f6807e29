package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.kernel.Reason;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;

/**
 * A statement of the second visit: its audit row says what became of the attempt. What it did not
 * do, did not happen: no row, no authorisation.
 */
final class Statement {
  /** Picks the grant where {@code consumed} had a row, and else the lost race. */
  static final String GRANTED_OR_LOST = GuardedStatement.whether("consumed");

  private final GuardedStatement guarded;

  /** A statement of {@link GuardedStatement#sql}. */
  Statement(Pool pool, String sql) {
    guarded = new GuardedStatement(pool, sql);
  }

  /** Grants, or refuses with the reason of the audit row. */
  Uni<Decision> decide(Parameters parameters) {
    return decide(parameters, new Decision.Granted());
  }

  /** The same where another decision than a grant has no reason. */
  Uni<Decision> decide(Parameters parameters, Decision done) {
    return execute(parameters).map(row -> decision(row, done));
  }

  /** Runs it, for whoever makes a decision of the row by rules of their own. */
  Uni<Row> execute(Parameters parameters) {
    return guarded.execute(parameters.values());
  }

  private static Decision decision(Row row, Decision done) {
    String reason = row.getString("reason");
    return reason == null ? done : new Decision.Refused(Reason.valueOf(reason));
  }
}
