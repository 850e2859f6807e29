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
import java.util.Optional;

/**
 * What wakes an operator when a user said "that was not me": whose account it is, what somebody
 * wanted to get into, and from where. That is enough to block the user or the address at once.
 */
@ApplicationScoped
class AlertContents implements Contents {
  private static final String READ =
      """
      SELECT c.resource_id, c.origin, c.context, c.decided_at, c.user_id, u.username, t.code, r.name AS resource_name
        FROM challenge c
        JOIN tenant t ON t.id = c.tenant_id
        JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
        LEFT JOIN resource r ON r.tenant_id = c.tenant_id AND r.id = c.resource_id
       WHERE c.tenant_id = $1 AND c.id = $2 AND c.state = 'FRAUD'
      """;

  private final Pool pool;

  AlertContents(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Purpose purpose() {
    return Purpose.ALERT;
  }

  @Override
  public Uni<Optional<Letter.Content>> of(Outgoing row) {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(row.tenant(), row.challengeId()))
        .map(rows -> message(row, rows));
  }

  private static Optional<Letter.Content> message(Outgoing outgoing, RowSet<Row> rows) {
    for (var row : rows) {
      var id = outgoing.challengeId().toString();
      return Optional.of(new Letter.Message(id, alert(id, row)));
    }
    return Optional.empty();
  }

  private static JsonObject alert(String id, Row row) {
    var from = new JsonObject(row.getString("context"));
    return new JsonObject()
        .put("alert", "fraud-reported")
        .put("tenant", row.getString("code"))
        .put("transaction", id)
        .put("user", row.getUUID("user_id").toString())
        .put("login", row.getString("username"))
        .put("resource", Owner.resource(row.getLong("resource_id")))
        .put("resourceName", row.getString("resource_name"))
        .put("address", row.getString("origin"))
        .put("machine", from.getString("machine", ""))
        .put("reportedAt", row.getOffsetDateTime("decided_at").toString());
  }
}
