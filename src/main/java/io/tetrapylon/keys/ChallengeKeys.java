package io.tetrapylon.keys;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that a tenant signs with what its phones are asked. Phones pin one when they enrol, and
 * follow its successors, see {@link ChallengeKeyChain}. What this node knows of them is at most ten
 * seconds old, and a successor signs an hour after it was made at the earliest.
 *
 * <p>RS256, as tokens have it, is too large for a QR code.
 */
@Singleton
public final class ChallengeKeys {
  static final String PURPOSE = "CHALLENGE";

  private static final Duration KNOWN_FOR = Duration.ofSeconds(10);

  private final P256KeyRows rows;
  private final Clock clock;

  /** Tenants that exist, and no others: a key is only here when its row is. */
  private final Map<UUID, ChallengeKeySet> loaded = new ConcurrentHashMap<>();

  /** Challenge keys in this database. */
  @Inject
  public ChallengeKeys(Pool pool, DataKeys dataKeys, Ids ids, Entropy entropy, Clock clock) {
    this.rows = new P256KeyRows(PURPOSE, pool, dataKeys, ids, entropy);
    this.clock = clock;
  }

  /** The keys of a tenant. Fails with {@code OBJECT_UNKNOWN} when there is no such tenant. */
  public Uni<ChallengeKeySet> of(UUID tenant) {
    var known = loaded.get(tenant);
    return known != null && clock.instant().isBefore(known.loadedAt().plus(KNOWN_FOR))
        ? Uni.createFrom().item(known)
        : load(tenant);
  }

  /** Has a tenant's keys read again when they are next asked for, on this node. */
  public void forget(UUID tenant) {
    loaded.remove(tenant);
  }

  private Uni<ChallengeKeySet> load(UUID tenant) {
    var now = clock.instant();
    return rows.of(tenant)
        .chain(found -> open(tenant, found))
        .map(line -> new ChallengeKeySet(line, now))
        .invoke(set -> loaded.put(tenant, set));
  }

  private Uni<List<ChallengeKeySet.Link>> open(UUID tenant, List<Row> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(
            row ->
                rows.open(tenant, row).map(key -> new ChallengeKeySet.Link(key, activeFrom(row))))
        .collect()
        .asList();
  }

  private static Instant activeFrom(Row row) {
    var from = row.getOffsetDateTime("active_from");
    return from == null ? Instant.EPOCH : from.toInstant();
  }
}
