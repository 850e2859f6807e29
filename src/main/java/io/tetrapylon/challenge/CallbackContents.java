package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Contents;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Outgoing;
import io.tetrapylon.dispatch.Purpose;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/**
 * What a tenant's callback is told of a transaction: which one, for whom, and what became of it. It
 * tells and does not authorise: the approval is collected by its caller.
 */
@ApplicationScoped
class CallbackContents implements Contents {
  private static final String READ =
      """
      SELECT c.kind, c.state, c.resource_id, c.decided_at, u.username
        FROM challenge c JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
       WHERE c.tenant_id = $1 AND c.id = $2 AND c.state <> 'PENDING'
      """;

  private final Pool pool;

  CallbackContents(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Purpose purpose() {
    return Purpose.CALLBACK;
  }

  @Override
  public Uni<Optional<Letter.Content>> of(Outgoing row) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(row.tenant(), row.challengeId()))
        .map(rows -> message(row, rows));
  }

  private static Optional<Letter.Content> message(Outgoing outgoing, RowSet<Row> rows) {
    var each = rows.iterator();
    if (!each.hasNext()) {
      return Optional.empty();
    }
    var row = each.next();
    var id = outgoing.challengeId().toString();
    return Optional.of(
        new Letter.Message(
            id,
            new JsonObject()
                .put("transaction", id)
                .put("type", "PUSH".equals(row.getString("kind")) ? "push" : "qrCode")
                .put("state", word(ChallengeState.valueOf(row.getString("state"))))
                .put("login", row.getString("username"))
                .put("resource", Owner.resource(row.getLong("resource_id")))
                .put("decidedAt", row.getOffsetDateTime("decided_at").toString())));
  }

  /** As the login API says it. */
  private static String word(ChallengeState state) {
    return switch (state) {
      case DEAD -> "failed";
      case PENDING, APPROVED, DENIED, FRAUD, EXPIRED -> state.name().toLowerCase(Locale.ROOT);
    };
  }
}
