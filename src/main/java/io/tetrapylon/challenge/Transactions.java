package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.PipelinedReads;
import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the caller that opened a challenge learns of it: at once, after a wait, and, when a phone
 * approved, the authorisation, once.
 */
@ApplicationScoped
public class Transactions {
  static final String READ =
      """
      SELECT %s
        FROM challenge c JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
       WHERE c.tenant_id = $1 AND c.id = $2 AND c.caller_id = $3 AND c.resource_id = $4
      """
          .formatted(Progress.columns("$5", "$6"));

  private final PipelinedReads reads;
  private final Waiters waiters;
  private final CollectApproval approvals;
  private final Clock clock;
  private final Duration longestWait;

  Transactions(
      PipelinedReads reads,
      Waiters waiters,
      CollectApproval approvals,
      Clock clock,
      ChallengeConfig config) {
    this.reads = reads;
    this.waiters = waiters;
    this.approvals = approvals;
    this.clock = clock;
    this.longestWait = config.maxWait();
  }

  /**
   * How far a challenge is now.
   *
   * @throws Refusal {@code TRANSACTION_UNKNOWN}, by the Uni, for one that is not there or not the
   *     owner's
   */
  public Uni<Progress> progress(Owner owner, UUID id) {
    return reads
        .client()
        .preparedQuery(READ)
        .execute(
            Tuple.of(
                owner.tenant(),
                id,
                owner.callerId(),
                owner.resourceId(),
                Outbox.from(id),
                Outbox.until(id)))
        .map(Transactions::one);
  }

  /**
   * The same, as soon as no phone can answer any more, or after the wait. Where too many wait
   * already it does not wait.
   *
   * @param atMost how long; more than the configured longest wait is that
   */
  public Uni<Progress> progress(Owner owner, UUID id, Duration atMost) {
    var wait = atMost.compareTo(longestWait) > 0 ? longestWait : atMost;
    var waiter = wait.isZero() ? null : waiters.enter(new ChallengeKey(owner.tenant(), id));
    if (waiter == null) {
      return progress(owner, id);
    }
    return whenClosed(owner, id, waiter, clock.instant().plus(wait))
        .onTermination()
        .invoke(waiter::leave);
  }

  private Uni<Progress> whenClosed(Owner owner, UUID id, Waiters.Waiter waiter, Instant deadline) {
    return progress(owner, id)
        .chain(
            progress -> {
              var left = Duration.between(clock.instant(), deadline);
              return progress.isOpen() && left.toMillis() > 0
                  ? waiter.happens(left).chain(happened -> whenClosed(owner, id, waiter, deadline))
                  : Uni.createFrom().item(progress);
            });
  }

  /** As {@link #progress(Owner, UUID)} once something happened to it, or the time is over. */
  public Uni<Progress> next(Owner owner, UUID id, Progress.@Nullable Phase after, Duration atMost) {
    var waiter = waiters.enter(new ChallengeKey(owner.tenant(), id));
    if (waiter == null) {
      return Uni.createFrom().failure(new Refusal(Reason.OVERLOADED));
    }
    return progress(owner, id)
        .chain(
            now ->
                now.phase() == after
                    ? waiter.happens(atMost).chain(happened -> progress(owner, id))
                    : Uni.createFrom().item(now))
        .onTermination()
        .invoke(waiter::leave);
  }

  /**
   * The authorisation of an approved push: it is given once, and for a minute again to the same
   * caller, whose network may have lost it.
   *
   * @throws Refusal by the Uni, when it was given before or the user may not authenticate any more
   */
  public Uni<Void> collect(Owner owner, Progress progress) {
    var refusal = progress.refusal();
    if (refusal != null) {
      return Uni.createFrom().failure(new Refusal(refusal));
    }
    if (progress.phase() == Progress.Phase.COLLECTED) {
      return Uni.createFrom().voidItem();
    }
    return approvals
        .collect(owner, progress)
        .chain(
            collected ->
                collected
                    ? Uni.createFrom().voidItem()
                    : progress(owner, progress.id())
                        .invoke(Transactions::requireCollected)
                        .replaceWithVoid());
  }

  /** Who lost the race against its own retry may have the answer like the retry. */
  private static void requireCollected(Progress progress) {
    var refusal = progress.refusal();
    if (refusal != null || progress.phase() != Progress.Phase.COLLECTED) {
      throw new Refusal(refusal == null ? Reason.RACE_LOST : refusal);
    }
  }

  private static Progress one(RowSet<Row> rows) {
    var each = rows.iterator();
    if (!each.hasNext()) {
      throw new Refusal(Reason.TRANSACTION_UNKNOWN);
    }
    return Progress.read(each.next());
  }
}
