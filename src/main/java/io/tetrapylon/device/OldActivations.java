package io.tetrapylon.device;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets activations a day after they ended; the trail keeps what became of them. */
@ApplicationScoped
class OldActivations {
  private static final String FORGET =
      """
      DELETE FROM activation a USING tenant t
       WHERE a.tenant_id = t.id AND a.expires_at < now() - interval '1 day'""";

  private final Pool pool;

  OldActivations(Pool pool) {
    this.pool = pool;
  }

  /** Forgets; how many is of no interest to anybody. */
  @Scheduled(every = "1h", identity = "old-activations")
  Uni<Void> forget() {
    return pool.query(FORGET).execute().replaceWithVoid();
  }
}
