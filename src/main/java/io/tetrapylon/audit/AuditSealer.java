package io.tetrapylon.audit;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.keys.AuditKeys;
import io.tetrapylon.keys.P256SigningKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Seals what is new in each tenant's trail, off the path of any request. Every node does; the
 * number of a seal is unique, so one of them comes first and the others' work is thrown away.
 *
 * <p>Rows are committed in another order than that of their ids, so the last two minutes are left
 * for the next time: no statement and no transaction of the gateway lives that long.
 */
@ApplicationScoped
public class AuditSealer {
  /** The tenant whose key seals all trails: the installation itself. */
  static final UUID INSTALLATION = new UUID(0, 0);

  private static final Logger LOG = Logger.getLogger(AuditSealer.class);

  /** A seal ends with a month, so that months can leave one by one. */
  private static final String DUE =
      """
      SELECT t.id, s.number, s.from_id, s.until_id, s.row_count, s.root, s.previous, s.sealed_at, s.signature,
             least(uuid_floor(now() - interval '2 minutes'), uuid_floor(date_trunc('month', e.at, 'UTC') + interval '1 month')) AS until
        FROM tenant t
        LEFT JOIN LATERAL (
          SELECT * FROM audit_seal s WHERE s.tenant_id = t.id ORDER BY s.number DESC LIMIT 1) s ON true
       CROSS JOIN LATERAL (
          SELECT e.id, to_timestamp(('x' || left(replace(e.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) AS at
            FROM audit_event e
           WHERE e.tenant_id = t.id AND e.id >= coalesce(s.until_id, '00000000-0000-0000-0000-000000000000')
             AND e.id < uuid_floor(now() - interval '2 minutes')
           ORDER BY e.id LIMIT 1) e""";

  private static final String INSERT =
      """
      INSERT INTO audit_seal (tenant_id, number, from_id, until_id, row_count, root, previous, sealed_at, signature)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING""";

  private final Pool pool;
  private final StoredTrail trail;
  private final AuditKeys keys;
  private final AuditConfig config;
  private final Clock clock;

  AuditSealer(Pool pool, StoredTrail trail, AuditKeys keys, AuditConfig config, Clock clock) {
    this.pool = pool;
    this.trail = trail;
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${tetrapylon.audit.seal-every}",
      delayed = "1m", // the installation's key is there once the gateway has started
      identity = "audit-seal",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> tick() {
    return sealAll().replaceWithVoid();
  }

  @Scheduled(every = "12h", identity = "audit-drop", delayed = "1h")
  Uni<Void> dropOld() {
    return config.monthsKept() == 0
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery("SELECT drop_sealed_audit($1)")
            .execute(Tuple.of(config.monthsKept()))
            .replaceWithVoid();
  }

  /** Seals until nothing is due; gives the number of seals that this node made. */
  Uni<Integer> sealAll() {
    return keys.of(INSTALLATION)
        .chain(
            key ->
                Multi.createBy()
                    .repeating()
                    .uni(() -> sealDue(key))
                    .whilst(made -> made > 0)
                    .collect()
                    .with(java.util.stream.Collectors.summingInt(made -> made)));
  }

  private Uni<Integer> sealDue(P256SigningKey key) {
    return pool.preparedQuery(DUE)
        .execute()
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(row -> seal(row, key).onFailure().recoverWithItem(this::told))
        .collect()
        .with(java.util.stream.Collectors.summingInt(made -> made));
  }

  private Integer told(Throwable failure) {
    LOG.error("A trail could not be sealed; it is tried again at the next tick.", failure);
    return 0;
  }

  private Uni<Integer> seal(Row due, P256SigningKey key) {
    var tenant = due.getUUID("id");
    var last =
        due.getLong("number") == null ? Seal.none(tenant) : StoredTrail.seal(tenant, due).seal();
    var until = due.getUUID("until");
    return tree(tenant, last.until(), until)
        .map(tree -> last.next(until, tree, Micros.now(clock)))
        .chain(seal -> insert(seal, seal.signature(key)));
  }

  private Uni<MerkleTree> tree(UUID tenant, UUID from, UUID until) {
    return trail
        .rows(tenant, from, until)
        .collect()
        .in(MerkleTree::new, (tree, page) -> page.forEach(row -> tree.add(row.leaf())));
  }

  private Uni<Integer> insert(Seal seal, byte[] signature) {
    var row =
        Tuple.tuple()
            .addUUID(seal.tenantId())
            .addLong(seal.number())
            .addUUID(seal.from())
            .addUUID(seal.until())
            .addLong(seal.rows())
            .addValue(Buffer.buffer(seal.root()))
            .addValue(Buffer.buffer(seal.previous()))
            .addOffsetDateTime(seal.sealedAt().atOffset(ZoneOffset.UTC))
            .addValue(Buffer.buffer(signature));
    return pool.preparedQuery(INSERT).execute(row).map(done -> done.rowCount());
  }
}
