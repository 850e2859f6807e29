package io.tetrapylon.keys;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.ListedChallengeKey.State;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * How one challenge key follows another: forward only, one step at a time, each by the word of the
 * one before. An hour after its successor began to sign, and when it is revoked, a key loses its
 * private half: whoever gets the store and the master key then cannot sign with it.
 */
@Singleton
public final class ChallengeKeyChain {
  private static final String NEWEST =
      """
      SELECT id, sealed_private_key, (active_from > now()) IS TRUE AS waiting, date_trunc('second', now()) AS at
        FROM signing_key WHERE tenant_id = $1 AND purpose = 'CHALLENGE' AND retired_at IS NULL
       ORDER BY active_from DESC NULLS LAST, id DESC LIMIT 1""";
  private static final String REVOKE =
      """
      UPDATE signing_key SET revoked_at = now(), retired_at = coalesce(retired_at, now()), sealed_private_key = NULL
       WHERE tenant_id = $1 AND purpose = 'CHALLENGE' AND revoked_at IS NULL""";
  private static final String AFTER =
      """
      SELECT k.revoked_at IS NOT NULL AS revoked, s.statement
        FROM signing_key k LEFT JOIN signing_key s ON s.tenant_id = k.tenant_id AND s.predecessor = k.id
       WHERE k.tenant_id = $1 AND k.id = $2 AND k.purpose = 'CHALLENGE'""";

  /** What it signed before can be answered for ten minutes at most. */
  private static final String RETIRE =
      """
      UPDATE signing_key k SET sealed_private_key = NULL, retired_at = now()
        FROM signing_key s
       WHERE s.predecessor IS NOT NULL AND s.active_from <= now() - interval '1 hour'
         AND k.tenant_id = s.tenant_id AND k.id = s.predecessor AND k.retired_at IS NULL""";

  private final Pool pool;
  private final P256KeyRows rows;

  /** Challenge keys in this database. */
  @Inject
  public ChallengeKeyChain(Pool pool, DataKeys dataKeys, Ids ids, Entropy entropy) {
    this.pool = pool;
    this.rows = new P256KeyRows(ChallengeKeys.PURPOSE, pool, dataKeys, ids, entropy);
  }

  /** By which a key names its successor. */
  @FunctionalInterface
  public interface Statement {
    /** Signs it. */
    String sign(P256SigningKey by, ChallengeVerificationKey next, Times times);
  }

  /**
   * When, by the database's clock, in whole seconds.
   *
   * @param now when it is said
   * @param activeFrom from when on the successor signs
   */
  public record Times(Instant now, Instant activeFrom) {}

  /** A tenant's keys, the newest first, those that are over among them. */
  public Uni<List<ListedChallengeKey>> list(UUID tenant) {
    return list(pool, tenant);
  }

  private static Uni<List<ListedChallengeKey>> list(SqlClient client, UUID tenant) {
    return client
        .preparedQuery(ListedChallengeKey.SELECT)
        .execute(Tuple.of(tenant))
        .map(
            found ->
                StreamSupport.stream(found.spliterator(), false)
                    .map(ListedChallengeKey::read)
                    .toList());
  }

  /**
   * What comes after a key. Fails with {@code OBJECT_UNKNOWN} when it is and was none of the
   * tenant's.
   */
  public Uni<KeySuccessor> after(UUID tenant, UUID kid) {
    return pool.preparedQuery(AFTER).execute(Tuple.of(tenant, kid)).map(ChallengeKeyChain::after);
  }

  private static KeySuccessor after(RowSet<Row> found) {
    for (var row : found) {
      var statement = row.getString("statement");
      if (row.getBoolean("revoked")) {
        return new KeySuccessor.Revoked();
      }
      return statement == null ? new KeySuccessor.None() : new KeySuccessor.Next(statement);
    }
    throw unknown();
  }

  /**
   * Gives a tenant that has a key its next one, within the caller's transaction. Fails with {@code
   * CONFLICT} while an earlier one waits for its activation.
   *
   * @param overlap after which it signs, in whole seconds
   */
  public Uni<Void> follow(SqlClient tx, TenantKeys keys, Duration overlap, Statement statement) {
    return rows.lock(tx, keys.tenant())
        .chain(() -> tx.preparedQuery(NEWEST).execute(Tuple.of(keys.tenant())))
        .map(found -> found.iterator().next())
        .invoke(ChallengeKeyChain::requireActive)
        .chain(
            row ->
                rows.open(keys.tenant(), row)
                    .chain(newest -> follow(tx, keys, newest, times(row, overlap), statement)));
  }

  private static void requireActive(Row newest) {
    if (newest.getBoolean("waiting")) {
      throw new Refusal(Reason.CONFLICT, "The next key waits for its activation already.");
    }
  }

  private static Times times(Row row, Duration overlap) {
    var now = row.getOffsetDateTime("at").toInstant();
    return new Times(now, now.plus(overlap));
  }

  private Uni<Void> follow(
      SqlClient tx, TenantKeys keys, P256SigningKey newest, Times times, Statement statement) {
    var next = rows.generate(keys.tenant());
    var succession =
        new P256KeyRows.Succession(
            UUID.fromString(newest.kid()),
            times.activeFrom(),
            statement.sign(newest, next.publicHalf(), times));
    return rows.insert(tx, keys, next, succession);
  }

  /**
   * Ends the trust in all of a tenant's keys at once and begins a new line, within the caller's
   * transaction. Fails with {@code OBJECT_UNKNOWN} when there is no such key, and with {@code
   * CONFLICT} when it is not the active one.
   *
   * @param active the key that signs now, as whoever revokes knows it
   */
  public Uni<Void> revoke(SqlClient tx, TenantKeys keys, String active) {
    return rows.lock(tx, keys.tenant())
        .chain(() -> list(tx, keys.tenant()))
        .invoke(listed -> requireActive(listed, active))
        .chain(() -> tx.preparedQuery(REVOKE).execute(Tuple.of(keys.tenant())))
        .chain(() -> rows.insert(tx, keys, rows.generate(keys.tenant()), null));
  }

  private static void requireActive(List<ListedChallengeKey> listed, String kid) {
    var named = listed.stream().filter(key -> key.kid().equals(kid)).findFirst();
    if (named.orElseThrow(ChallengeKeyChain::unknown).state() != State.ACTIVE) {
      throw new Refusal(Reason.CONFLICT, "The key is not the one that signs.");
    }
  }

  private static Refusal unknown() {
    return new Refusal(Reason.OBJECT_UNKNOWN, "There is no such challenge key.");
  }

  /** Destroys the private halves of keys whose successors have signed for an hour. */
  Uni<Integer> retire() {
    return pool.query(RETIRE).execute().map(RowSet::rowCount);
  }
}
