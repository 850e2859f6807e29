package io.tetrapylon.dispatch;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Empties the outbox: claims what is due, sends it, and writes down what came of it.
 *
 * <p>It counts what is under way on a context of its own, so that nudges from anywhere need no
 * lock; however many come while it claims, one claim more follows.
 */
@ApplicationScoped
public class Courier {
  private static final Logger LOG = Logger.getLogger(Courier.class);

  private final OutboxRows rows;
  private final Sender sender;
  private final Entropy entropy;
  private final Backoff backoff;
  private final Duration lease;
  private final int concurrency;
  private final Context context;

  // Of the context alone.
  private int underWay;
  private boolean claiming;
  private boolean nudged;

  Courier(OutboxRows rows, Sender sender, Entropy entropy, DispatchConfig config, Vertx vertx) {
    this.rows = rows;
    this.sender = sender;
    this.entropy = entropy;
    this.backoff = new Backoff(config.firstRetry(), config.longestRetry());
    this.lease = config.timeout().plusSeconds(5);
    this.concurrency = config.concurrency();
    this.context = VertxContext.getRootContext(vertx.getOrCreateContext());
  }

  /** Says that something may be due; call it after the commit. It waits for nothing. */
  public void nudge() {
    context.runOnContext(
        now -> {
          nudged = true;
          claim();
        });
  }

  /** Finds what a nudge missed: rows of a node that died, and rows that wait for another try. */
  @Scheduled(every = "${tetrapylon.dispatch.tick}", identity = "courier")
  void tick() {
    nudge();
  }

  private void claim() {
    int room = Math.min(concurrency - underWay, OutboxRows.MOST);
    if (claiming || !nudged || room <= 0) {
      return;
    }
    claiming = true;
    nudged = false;
    rows.claim(room, lease)
        .subscribe()
        .with(
            claimed -> context.runOnContext(now -> claimed(claimed, room)),
            failure -> context.runOnContext(now -> notClaimed(failure)));
  }

  private void claimed(OutboxRows.Claim claim, int room) {
    claiming = false;
    nudged |= claim.count() == room;
    underWay += claim.held().size();
    claim.held().forEach(this::deliver);
    claim();
  }

  private void notClaimed(Throwable failure) {
    claiming = false;
    LOG.warnf("The outbox cannot be read: %s", failure);
  }

  private void deliver(Held held) {
    sender
        .send(held)
        .chain(delivery -> settle(held, delivery))
        .subscribe()
        .with(
            done -> context.runOnContext(now -> ended()),
            failure -> {
              LOG.warnf("The outcome of message %s is not written: %s", held.row().id(), failure);
              context.runOnContext(now -> ended());
            });
  }

  private void ended() {
    underWay--;
    claim();
  }

  private Uni<Void> settle(Held held, Delivery delivery) {
    var row = held.row();
    if (delivery instanceof Delivery.Sent sent) {
      return rows.sent(row, sent.providerId());
    } else if (delivery instanceof Delivery.Gone gone) {
      return rows.gone(held, gone.reason());
    } else if (delivery instanceof Delivery.Retry retry) {
      var pause = backoff.after(row.attempt(), retry.after(), entropy);
      return rows.retry(row, retry.reason(), pause);
    }
    return rows.failed(row, ((Delivery.Failed) delivery).reason());
  }
}
