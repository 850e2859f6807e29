package io.tetrapylon.boot;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the store answers, and its clock and the gateway's are close. Locks and expiries go
 * by the store's clock, time steps and tokens by the gateway's.
 */
@Readiness
@Singleton
class StoreReadiness implements AsyncHealthCheck {
  private static final String NAME = "store";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final Pool pool;
  private final Clock clock;

  StoreReadiness(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return pool.query("SELECT clock_timestamp()")
        .execute()
        .map(this::compare)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .recoverWithItem(failure -> down("reason", "the store does not answer"));
  }

  private HealthCheckResponse compare(RowSet<Row> rows) {
    OffsetDateTime theirs = rows.iterator().next().getOffsetDateTime(0);
    Duration apart = Duration.between(theirs.toInstant(), clock.instant()).abs();
    return apart.compareTo(TOLERANCE) <= 0
        ? HealthCheckResponse.up(NAME)
        : down("clocksApartMillis", Long.toString(apart.toMillis()));
  }

  private static HealthCheckResponse down(String name, String value) {
    return HealthCheckResponse.named(NAME).down().withData(name, value).build();
  }
}
