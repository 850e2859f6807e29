package io.tetrapylon.audit;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.AuditKeys;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.P256SigningKey;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant's trail is what was written: each row by its MAC, each sealed span by its root,
 * the seals by their chain and signatures. So an edited, added, removed or moved row is found, and
 * a seal that is missing; a trail cut off at its end is found by whoever kept the {@link
 * TrailReport#head} of an earlier time.
 */
@ApplicationScoped
public class AuditVerification {
  private static final UUID END = new UUID(-1, -1);

  private static final String OLDEST_MONTH =
      """
      SELECT uuid_floor(min(to_date(right(c.relname, 6), 'YYYYMM'))::timestamp AT TIME ZONE 'UTC') AS oldest
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = 'audit_event'::regclass AND c.relname ~ '_[0-9]{6}$'""";
  private final Pool pool;
  private final StoredTrail trail;
  private final AuditKeys keys;
  private final DataKeys dataKeys;
  private final boolean monthsLeave;

  AuditVerification(
      Pool pool, StoredTrail trail, AuditKeys keys, DataKeys dataKeys, AuditConfig config) {
    this.pool = pool;
    this.trail = trail;
    this.keys = keys;
    this.dataKeys = dataKeys;
    this.monthsLeave = config.monthsKept() > 0;
  }

  /**
   * Reads a tenant's whole trail.
   *
   * @param keptHead {@code <number>:<hash>} of an earlier report, or null
   */
  public Uni<TrailReport> verify(UUID tenant, @Nullable String keptHead) {
    return oldest()
        .chain(
            oldest ->
                keys.of(AuditSealer.INSTALLATION)
                    .chain(key -> tenantKeys(tenant).chain(own -> read(tenant, oldest, key, own))))
        .map(report -> report.compared(keptHead));
  }

  /** A tenant that is gone took its keys along: then there are seals only. */
  private Uni<@Nullable TenantKeys> tenantKeys(UUID tenant) {
    return dataKeys
        .of(tenant)
        .<@Nullable TenantKeys>map(found -> found)
        .onFailure(AuditVerification::isUnknown)
        .recoverWithNull();
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.OBJECT_UNKNOWN;
  }

  /** From where on rows must be there; before it months have left. */
  private Uni<UUID> oldest() {
    return pool.query(OLDEST_MONTH).execute().map(rows -> rows.iterator().next().getUUID("oldest"));
  }

  private Uni<TrailReport> read(
      UUID tenant, UUID oldest, P256SigningKey key, @Nullable TenantKeys own) {
    var report = new TrailReport.Builder(tenant);
    return trail
        .seals(tenant)
        .onItem()
        .<StoredTrail.Signed>disjoint()
        .onItem()
        .transformToUniAndConcatenate(signed -> seal(report, signed, oldest, key, own))
        .collect()
        .last()
        .chain(() -> rows(report, report.last().until(), END, own))
        .map(tree -> report.unsealed(tree.leaves()).build());
  }

  private Uni<TrailReport.Builder> seal(
      TrailReport.Builder report,
      StoredTrail.Signed signed,
      UUID oldest,
      P256SigningKey key,
      @Nullable TenantKeys own) {
    var seal = signed.seal();
    report.seal(seal, key.verifies(seal.signed(), signed.signature()));
    return rows(report, seal.from(), seal.until(), own)
        .map(
            tree ->
                tree.leaves() == 0 && monthsLeave && isBefore(oldest, seal)
                    ? report.left(seal)
                    : report.span(seal, tree));
  }

  /** Both end with the milliseconds of a UUIDv7, so the high half tells. */
  private static boolean isBefore(UUID oldest, Seal seal) {
    return Long.compareUnsigned(
            seal.until().getMostSignificantBits(), oldest.getMostSignificantBits())
        <= 0;
  }

  private Uni<MerkleTree> rows(
      TrailReport.Builder report, UUID from, UUID until, @Nullable TenantKeys own) {
    return trail
        .rows(report.tenant(), from, until)
        .collect()
        .in(
            MerkleTree::new,
            (tree, page) ->
                page.forEach(
                    row -> {
                      tree.add(row.leaf());
                      if (own != null && !row.isGenuine(own)) {
                        report.forged(row.event().id());
                      }
                    }));
  }

  /** The hash of a seal as people keep it. */
  static String head(Seal seal) {
    return seal.number() + ":" + HexFormat.of().formatHex(seal.hash());
  }
}
