package io.tetrapylon.audit;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the trail's monthly partitions ahead of time; what finds none lands in the default one. */
@ApplicationScoped
class AuditPartitions {
  private static final int MONTHS_AHEAD = 3;

  private final Pool pool;

  AuditPartitions(Pool pool) {
    this.pool = pool;
  }

  /**
   * Several nodes may do it at once: one makes a partition, the others find it or fail and come
   * again.
   */
  @Scheduled(every = "12h", identity = "audit-partitions")
  Uni<Void> ensure() {
    return pool.query("SELECT ensure_partitions('audit_event', " + MONTHS_AHEAD + ")")
        .execute()
        .replaceWithVoid();
  }
}
