package io.tetrapylon.audit;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.templates.SqlTemplate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** Rows of the trail for transactions of the pg client, where there is no {@link Ledger}. */
@ApplicationScoped
public class AuditWriter {
  private final Pool pool;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Clock clock;

  AuditWriter(Pool pool, DataKeys dataKeys, Ids ids, Clock clock) {
    this.pool = pool;
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.clock = clock;
  }

  /** A change, with an id and a time, to be written or to be ended otherwise. */
  public AuditEvent changed(
      Actor actor, UUID tenant, String action, String subjectKind, String subject) {
    return new AuditEvent(
        tenant,
        ids.next(),
        Micros.now(clock),
        action,
        AuditEvent.Outcome.CHANGED,
        null,
        actor,
        subjectKind,
        subject,
        null,
        null,
        null,
        null);
  }

  /** Does the work that an event tells of, and writes the event, in one transaction. */
  public <T> Uni<T> change(AuditEvent event, BiFunction<SqlClient, TenantKeys, Uni<T>> work) {
    return dataKeys
        .of(event.tenantId())
        .chain(
            keys ->
                pool.withTransaction(
                    tx -> work.apply(tx, keys).call(() -> write(tx, keys, event))));
  }

  /** Writes events of one tenant within the caller's transaction, in one round trip. */
  public Uni<Void> writeAll(SqlClient tx, TenantKeys keys, List<AuditEvent> events) {
    return SqlTemplate.forQuery(tx, AuditInsert.choosing("1"))
        .executeBatch(
            events.stream().map(each -> AuditInsert.parameters(keys, List.of(each))).toList())
        .replaceWithVoid();
  }

  /** Writes an event within the caller's transaction. */
  public Uni<Void> write(SqlClient tx, TenantKeys keys, AuditEvent event) {
    return SqlTemplate.forQuery(tx, AuditInsert.choosing("1"))
        .execute(AuditInsert.parameters(keys, List.of(event)))
        .replaceWithVoid();
  }
}
