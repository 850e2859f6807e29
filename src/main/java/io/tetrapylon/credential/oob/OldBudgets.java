package io.tetrapylon.credential.oob;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets budgets whose window has long ended: those of logins that nobody has are many. */
@ApplicationScoped
class OldBudgets {
  private static final String FORGET =
      """
      DELETE FROM code_budget b USING tenant t
       WHERE b.tenant_id = t.id AND b.last_at < now() - interval '2 days'""";

  private final Pool pool;

  OldBudgets(Pool pool) {
    this.pool = pool;
  }

  /** Forgets; how many is of no interest to anybody. */
  @Scheduled(every = "1h", identity = "code-budgets")
  Uni<Void> forget() {
    return pool.query(FORGET).execute().replaceWithVoid();
  }
}
