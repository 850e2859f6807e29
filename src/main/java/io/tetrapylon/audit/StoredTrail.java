package io.tetrapylon.audit;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the trail and its seals as they are stored, in the order of their ids. */
@ApplicationScoped
class StoredTrail {
  private static final int PAGE = 2000;

  private static final String ROWS =
      """
      SELECT id, at, action, outcome, reason, actor_kind, actor, subject_kind, subject, user_id, resource_id, origin,
             request_id, detail, key_version, mac
        FROM audit_event WHERE tenant_id = $1 AND id >= $2 AND id < $3 AND id > $4 ORDER BY id LIMIT\s"""
          + PAGE;
  private static final String SEALS =
      """
      SELECT number, from_id, until_id, row_count, root, previous, sealed_at, signature
        FROM audit_seal WHERE tenant_id = $1 AND number > $2 ORDER BY number LIMIT\s"""
          + PAGE;

  private final Pool pool;

  StoredTrail(Pool pool) {
    this.pool = pool;
  }

  /** A seal with its signature. */
  record Signed(Seal seal, byte[] signature) {}

  /** The rows of a tenant from one id to before another, page by page. */
  Multi<List<AuditRow>> rows(UUID tenant, UUID from, UUID until) {
    var last = new AtomicReference<>(new UUID(0, 0));
    return pages(
        () ->
            pool.preparedQuery(ROWS)
                .execute(Tuple.of(tenant, from, until, last.get()))
                .map(found -> stream(found).map(row -> row(tenant, row)).toList())
                .invoke(page -> page.forEach(row -> last.set(row.event().id()))));
  }

  /** All seals of a tenant, page by page. */
  Multi<List<Signed>> seals(UUID tenant) {
    var last = new AtomicReference<>(0L);
    return pages(
        () ->
            pool.preparedQuery(SEALS)
                .execute(Tuple.of(tenant, last.get()))
                .map(found -> stream(found).map(row -> seal(tenant, row)).toList())
                .invoke(page -> page.forEach(signed -> last.set(signed.seal().number()))));
  }

  private static <T> Multi<List<T>> pages(Supplier<Uni<? extends List<T>>> read) {
    return Multi.createBy().repeating().uni(read).whilst(page -> page.size() == PAGE);
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private static AuditRow row(UUID tenant, Row row) {
    var event =
        new AuditEvent(
            tenant,
            row.getUUID("id"),
            row.getOffsetDateTime("at").toInstant(),
            row.getString("action"),
            AuditEvent.Outcome.valueOf(row.getString("outcome")),
            row.getString("reason"),
            new Actor(
                row.getString("actor_kind"), row.getString("actor"), row.getString("request_id")),
            row.getString("subject_kind"),
            row.getString("subject"),
            row.getUUID("user_id"),
            row.getLong("resource_id"),
            row.getString("origin"),
            row.getString("detail"));
    return new AuditRow(event, row.getInteger("key_version"), row.getBuffer("mac").getBytes());
  }

  static Signed seal(UUID tenant, Row row) {
    OffsetDateTime at = row.getOffsetDateTime("sealed_at");
    return new Signed(
        new Seal(
            tenant,
            row.getLong("number"),
            row.getUUID("from_id"),
            row.getUUID("until_id"),
            row.getLong("row_count"),
            row.getBuffer("root").getBytes(),
            row.getBuffer("previous").getBytes(),
            at.toInstant()),
        row.getBuffer("signature").getBytes());
  }
}
