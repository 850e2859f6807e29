package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * The keys that tenants sign their tokens with: RS256, 2048 bits, the private half sealed.
 *
 * <p>A new key is published at once and signs two minutes later, so that every node and whoever
 * keeps the published keys has heard of it before a token bears its name. Older ones stay published
 * until they are retired. What this node knows of a tenant's keys is at most a minute old.
 */
@Singleton
public final class SigningKeys {
  static final SealedColumn PRIVATE_KEY =
      new SealedColumn("signing_key", "id", "sealed_private_key");

  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  /** How soon an unknown key may make a known tenant's keys be read again. */
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);

  private static final String SELECT =
      """
      SELECT id, public_key, sealed_private_key, created_at <= now() - interval '2 minutes' AS settled
        FROM signing_key WHERE tenant_id = $1 AND purpose = 'TOKEN' AND retired_at IS NULL
       ORDER BY id DESC""";
  private static final String INSERT =
      """
      INSERT INTO signing_key (tenant_id, id, purpose, algorithm, public_key, sealed_private_key, created_at)
      VALUES ($1, $2, 'TOKEN', 'RS256', $3, $4, now())""";
  private static final String RETIRE =
      """
      UPDATE signing_key SET retired_at = now()
       WHERE tenant_id = $1 AND id = $2 AND purpose = 'TOKEN' AND retired_at IS NULL
         AND EXISTS (SELECT FROM signing_key other WHERE other.tenant_id = $1 AND other.id <> $2
                        AND other.purpose = 'TOKEN' AND other.retired_at IS NULL)""";

  private final Pool pool;
  private final Vertx vertx;
  private final DataKeys dataKeys;
  private final Ids ids;
  private final Clock clock;

  /** Tenants that exist, and no others: what a stranger's token names leaves nothing here. */
  private final Map<UUID, SigningKeySet> loaded = new ConcurrentHashMap<>();

  /** Signing keys in this database. */
  @Inject
  public SigningKeys(Pool pool, Vertx vertx, DataKeys dataKeys, Ids ids, Clock clock) {
    this.pool = pool;
    this.vertx = vertx;
    this.dataKeys = dataKeys;
    this.ids = ids;
    this.clock = clock;
  }

  /** The key that signs now. Fails with {@code OBJECT_UNKNOWN} when the tenant has none. */
  public Uni<SigningKey> current(UUID tenant) {
    return set(tenant).map(SigningKeySet::current);
  }

  /** All keys that a token of this tenant may be signed with, the newest first: for its JWKS. */
  public Uni<List<VerificationKey>> published(UUID tenant) {
    return set(tenant).map(SigningKeySet::published);
  }

  /**
   * The key that a token's header names; empty when there is none, or none any more. The name is a
   * claim of whoever sent the token: compare the tenant, and the algorithm is RS256 whatever the
   * header says.
   */
  public Uni<Optional<VerificationKey>> byKeyId(String kid) {
    return KeyId.parse(kid)
        .map(this::find)
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Optional<VerificationKey>> find(KeyId id) {
    var known = loaded.get(id.tenant());
    var found = known == null ? Optional.<VerificationKey>empty() : known.find(id);
    if (known != null && isYoungerThan(found.isPresent() ? KNOWN_FOR : LOOK_AGAIN_AFTER, known)) {
      return Uni.createFrom().item(found);
    }
    return load(id.tenant())
        .map(set -> set.find(id))
        .onFailure(SigningKeys::isUnknown)
        .recoverWithItem(Optional::empty);
  }

  /** Makes a key pair on a worker thread; do it before the transaction that stores it. */
  public Uni<KeyPair> generate() {
    return vertx.executeBlocking(RsaKeys::generate, false);
  }

  /** Stores a new key of a tenant within the caller's transaction. */
  public Uni<Void> create(SqlClient tx, TenantKeys keys, KeyPair pair) {
    var id = ids.next();
    var sealed = keys.seal(PRIVATE_KEY, id, Secret.of(pair.getPrivate().getEncoded()));
    var publicKey = pair.getPublic().getEncoded();
    return tx.preparedQuery(INSERT)
        .execute(Tuple.of(keys.tenant(), id, Bytea.of(publicKey), Bytea.of(sealed)))
        .replaceWithVoid();
  }

  /** Makes a tenant's next key, in a transaction of its own. */
  public Uni<Void> rotate(UUID tenant) {
    return generate()
        .flatMap(
            pair ->
                dataKeys
                    .of(tenant)
                    .flatMap(keys -> pool.withTransaction(tx -> create(tx, keys, pair))))
        .invoke(() -> loaded.remove(tenant));
  }

  /**
   * Retires a key: it is published no more, and no token that it signed is good, on other nodes
   * within a minute. False when there is no such key or when it is the tenant's only one.
   */
  public Uni<Boolean> retire(SqlClient tx, UUID tenant, String kid) {
    var id = KeyId.parse(kid).filter(k -> k.tenant().equals(tenant));
    if (id.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    return tx.preparedQuery(RETIRE)
        .execute(Tuple.of(tenant, id.get().key()))
        .map(rows -> rows.rowCount() == 1)
        .invoke(() -> loaded.remove(tenant));
  }

  private Uni<SigningKeySet> set(UUID tenant) {
    var known = loaded.get(tenant);
    return known != null && isYoungerThan(KNOWN_FOR, known)
        ? Uni.createFrom().item(known)
        : load(tenant);
  }

  private boolean isYoungerThan(Duration age, SigningKeySet set) {
    return clock.instant().isBefore(set.loadedAt().plus(age));
  }

  private Uni<SigningKeySet> load(UUID tenant) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(tenant))
        .flatMap(rows -> open(tenant, rows))
        .invoke(set -> loaded.put(tenant, set))
        .onFailure(SigningKeys::isUnknown)
        .invoke(() -> loaded.remove(tenant));
  }

  private Uni<SigningKeySet> open(UUID tenant, RowSet<Row> found) {
    var rows = StreamSupport.stream(found.spliterator(), false).toList();
    if (rows.isEmpty()) {
      return Uni.createFrom()
          .failure(new Refusal(Reason.OBJECT_UNKNOWN, "No signing key of tenant " + tenant + "."));
    }
    var published = rows.stream().map(row -> verificationKey(tenant, row)).toList();
    var signer = signer(rows);
    return dataKeys
        .open(tenant, PRIVATE_KEY, signer.getUUID("id"), Bytea.from(signer, PRIVATE_KEY.column()))
        .map(secret -> RsaKeys.privateKey(secret.bytes()))
        .map(key -> new SigningKey(kid(tenant, signer), tenant, key))
        .map(key -> new SigningKeySet(key, published, clock.instant()));
  }

  /** The newest that everybody knows; when all are new, the oldest. */
  private static Row signer(List<Row> newestFirst) {
    return newestFirst.stream()
        .filter(row -> row.getBoolean("settled"))
        .findFirst()
        .orElse(newestFirst.get(newestFirst.size() - 1));
  }

  private static VerificationKey verificationKey(UUID tenant, Row row) {
    var key = RsaKeys.publicKey(Bytea.from(row, "public_key"));
    return new VerificationKey(kid(tenant, row), tenant, key);
  }

  private static String kid(UUID tenant, Row row) {
    return new KeyId(tenant, row.getUUID("id")).toString();
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.OBJECT_UNKNOWN;
  }
}
