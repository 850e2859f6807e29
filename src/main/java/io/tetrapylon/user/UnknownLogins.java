package io.tetrapylon.user;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets logins that nobody has when nobody has tried them for a month. */
@ApplicationScoped
class UnknownLogins {
  private static final String FORGET =
      """
      DELETE FROM unknown_login u USING tenant t
       WHERE u.tenant_id = t.id AND u.last_at < now() - interval '30 days'
      """;

  private final Pool pool;

  UnknownLogins(Pool pool) {
    this.pool = pool;
  }

  /** Forgets; how many is of no interest to anybody. */
  @Scheduled(every = "1h", identity = "unknown-logins")
  Uni<Void> forget() {
    return pool.query(FORGET).execute().replaceWithVoid();
  }
}
