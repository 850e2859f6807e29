package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.Outgoing;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the phone of a UAF credential is still to be told of a challenge. */
@ApplicationScoped
class UafCalls {
  private static final String OPEN =
      """
      SELECT FROM challenge c
        JOIN credential_uaf f ON f.tenant_id = c.tenant_id AND f.target_id = $3
        JOIN credential k ON k.tenant_id = f.tenant_id AND k.id = f.credential_id AND k.user_id = c.user_id
       WHERE c.tenant_id = $1 AND c.id = $2 AND c.kind = 'PUSH' AND c.state = 'PENDING' AND c.expires_at > now()
         AND k.state = 'ACTIVE' AND k.valid_from <= now() AND k.valid_to > now()
         AND (k.locked_until IS NULL OR k.locked_until <= now())
       LIMIT 1""";

  private final Pool pool;

  UafCalls(Pool pool) {
    this.pool = pool;
  }

  /** Whether the challenge of a message waits, and a credential that is reached there opens. */
  Uni<Boolean> of(Outgoing row) {
    return pool.preparedQuery(OPEN)
        .execute(Tuple.of(row.tenant(), row.challengeId(), row.targetId()))
        .map(rows -> rows.rowCount() > 0);
  }
}
