package io.tetrapylon.challenge;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.dispatch.ChallengeNews;
import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.CleanText;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells every node what happened to a challenge, by {@code LISTEN} and {@code NOTIFY}: whichever
 * node the phone talks to, the waiter's node hears of it.
 *
 * <p>The notification travels with the commit of what it tells. A connection that breaks is taken
 * anew; whatever was decided or failed in between is found by reading the state of all that is
 * waited for.
 */
@ApplicationScoped
class Bus {
  private static final Logger LOG = Logger.getLogger(Bus.class);
  private static final long RECONNECT_MILLIS = 500;
  private static final int CATCH_UP_BATCH = 1000;

  /** An expression that tells whoever waits for a {@code challenge c}. */
  static final String NOTIFY = ChallengeNews.of("c.tenant_id", "c.id");

  private static final String DECIDED =
      """
      SELECT c.tenant_id, c.id
        FROM unnest($1::uuid[], $2::uuid[]) AS w (tenant_id, id)
        JOIN challenge c ON c.tenant_id = w.tenant_id AND c.id = w.id
       WHERE c.state <> 'PENDING' OR %s
      """
          .formatted(Outbox.UNSENT);

  private final Pool pool;
  private final Vertx vertx;
  private final Waiters waiters;
  private volatile @Nullable SqlConnection listening;
  private volatile boolean stopped;

  Bus(Pool pool, Vertx vertx, Waiters waiters) {
    this.pool = pool;
    this.vertx = vertx;
    this.waiters = waiters;
  }

  void start(@Observes StartupEvent started) {
    listen();
  }

  @PreDestroy
  void stop() {
    stopped = true;
    var connection = listening;
    if (connection != null) {
      connection.closeAndForget();
    }
  }

  private void listen() {
    if (stopped) {
      return;
    }
    pool.getConnection()
        .chain(connection -> subscribe(connection).replaceWith(connection))
        .chain(connection -> catchUp().replaceWith(connection))
        .subscribe()
        .with(connection -> listening = connection, this::listenLater);
  }

  private Uni<Void> subscribe(SqlConnection connection) {
    var own = PgConnection.cast(connection.getDelegate());
    own.notificationHandler(notification -> heard(notification.getPayload()));
    own.closeHandler(closed -> listenLater(null));
    return connection.query("LISTEN " + ChallengeNews.CHANNEL).execute().replaceWithVoid();
  }

  private void listenLater(@Nullable Throwable failure) {
    if (stopped) {
      return;
    }
    if (failure != null) {
      LOG.warnf("Not listening for decisions of other nodes yet: %s", failure.getMessage());
    }
    vertx.setTimer(RECONNECT_MILLIS, again -> listen());
  }

  private void heard(String payload) {
    var parts = payload.split("/", 2);
    try {
      waiters.wake(
          new ChallengeKey(UUID.fromString(parts[0]), UUID.fromString(parts[parts.length - 1])));
    } catch (IllegalArgumentException foreign) {
      LOG.debugf("Not a challenge: %s", CleanText.of(payload));
    }
  }

  private Uni<Void> catchUp() {
    return Multi.createFrom()
        .iterable(waiters.awaited())
        .group()
        .intoLists()
        .of(CATCH_UP_BATCH)
        .onItem()
        .transformToUniAndConcatenate(this::wakeDecided)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> wakeDecided(Collection<ChallengeKey> awaited) {
    var keys = List.copyOf(awaited);
    var parameters =
        Tuple.of(
            keys.stream().map(ChallengeKey::tenant).toArray(UUID[]::new),
            keys.stream().map(ChallengeKey::id).toArray(UUID[]::new));
    return pool.preparedQuery(DECIDED)
        .execute(parameters)
        .invoke(
            rows ->
                rows.forEach(
                    row ->
                        waiters.wake(
                            new ChallengeKey(row.getUUID("tenant_id"), row.getUUID("id")))))
        .replaceWithVoid();
  }
}
