package io.tetrapylon.challenge;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.audit.AuditEvent.Outcome;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.dispatch.Outbox;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.DataKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes down what time has decided: each challenge past its expiry becomes EXPIRED, with one event
 * in the audit trail, in one transaction. Nobody waits for this: such a challenge reads as expired
 * and takes no answer before the sweeper comes by.
 *
 * <p>Every node sweeps; a row that another node has locked is skipped, so none is swept twice.
 */
@ApplicationScoped
public class Expiry {
  private static final String SWEEP =
      """
      WITH due AS MATERIALIZED (
        SELECT tenant_id, id FROM challenge
         WHERE state = 'PENDING' AND expires_at <= now()
         ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED),
      swept AS (
        UPDATE challenge c SET state = 'EXPIRED', decided_at = now()
          FROM due WHERE c.tenant_id = due.tenant_id AND c.id = due.id AND c.state = 'PENDING'
        RETURNING c.tenant_id, c.id, c.user_id, c.resource_id, c.origin, c.kind, c.backchannel),
      %s
      SELECT c.*, %s::text AS told FROM swept c
      """
          .formatted(Outbox.callbacksFor("swept", "$2"), Bus.NOTIFY);

  private final Pool pool;
  private final DataKeys dataKeys;
  private final AuditWriter audit;
  private final Ids ids;
  private final Clock clock;
  private final int batch;

  Expiry(
      Pool pool,
      DataKeys dataKeys,
      AuditWriter audit,
      Ids ids,
      Clock clock,
      ChallengeConfig config) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.batch = config.sweepBatch();
  }

  /** Sweeps until nothing is due. Gives the number of challenges that this call expired. */
  @Scheduled(
      every = "${tetrapylon.challenge.sweep-every:2s}",
      identity = "challenge-expiry",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> tick() {
    return sweep().replaceWithVoid();
  }

  /** Sweeps until nothing is due; gives the number of challenges that this call expired. */
  public Uni<Integer> sweep() {
    return sweepFrom(0);
  }

  private Uni<Integer> sweepFrom(int before) {
    return pool.withTransaction(this::sweepOnce)
        .chain(
            swept ->
                swept < batch ? Uni.createFrom().item(before + swept) : sweepFrom(before + swept));
  }

  private Uni<Integer> sweepOnce(SqlConnection tx) {
    return tx.preparedQuery(SWEEP)
        .execute(Tuple.of(batch, Stream.generate(ids::next).limit(batch).toArray(UUID[]::new)))
        .call(rows -> record(tx, rows))
        .map(RowSet::size);
  }

  private Uni<Void> record(SqlConnection tx, RowSet<Row> rows) {
    return Multi.createFrom()
        .iterable(byTenant(rows).entrySet())
        .onItem()
        .transformToUniAndConcatenate(each -> record(tx, each.getKey(), each.getValue()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> record(SqlConnection tx, UUID tenant, List<AuditEvent> events) {
    return dataKeys.of(tenant).chain(keys -> audit.writeAll(tx, keys, events));
  }

  private Map<UUID, List<AuditEvent>> byTenant(RowSet<Row> rows) {
    var events = new HashMap<UUID, List<AuditEvent>>();
    for (Row row : rows) {
      events.computeIfAbsent(row.getUUID("tenant_id"), tenant -> new ArrayList<>()).add(event(row));
    }
    return events;
  }

  private AuditEvent event(Row row) {
    return new AuditEvent(
        row.getUUID("tenant_id"),
        ids.next(),
        Micros.now(clock),
        "transaction.expire",
        Outcome.REFUSED,
        Reason.TRANSACTION_EXPIRED.name(),
        Actor.SYSTEM,
        "transaction",
        row.getUUID("id").toString(),
        row.getUUID("user_id"),
        Owner.resource(row.getLong("resource_id")),
        row.getString("origin"),
        null);
  }
}
