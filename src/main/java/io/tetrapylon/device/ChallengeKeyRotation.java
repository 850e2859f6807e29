package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.device.protocol.KeyStatement;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.keys.ChallengeKeyChain;
import io.tetrapylon.keys.ChallengeKeyChain.Statement;
import io.tetrapylon.keys.ChallengeKeys;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.KeySuccessor;
import io.tetrapylon.keys.ListedChallengeKey;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.tenant.Tenants;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The key that phones verify with what they are asked, and its replacement: the old key vouches for
 * the new one, and phones follow without enrolling again; or, where the old one cannot be trusted
 * any more, all trust ends and they do enrol again.
 */
@ApplicationScoped
public class ChallengeKeyRotation {
  /** When the next key signs, where nobody says otherwise. */
  public static final Duration USUAL_OVERLAP = Duration.ofDays(7);

  /** Longer than any node works with keys that it remembers. */
  private static final Duration SHORTEST_OVERLAP = Duration.ofHours(1);

  private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);
  private static final String KIND = "challenge-key";

  private final ChallengeKeyChain chain;
  private final ChallengeKeys challengeKeys;
  private final DataKeys dataKeys;
  private final Tenants tenants;
  private final AuditWriter audit;
  private final Pool pool;

  ChallengeKeyRotation(
      ChallengeKeyChain chain,
      ChallengeKeys challengeKeys,
      DataKeys dataKeys,
      Tenants tenants,
      AuditWriter audit,
      Pool pool) {
    this.chain = chain;
    this.challengeKeys = challengeKeys;
    this.dataKeys = dataKeys;
    this.tenants = tenants;
    this.audit = audit;
    this.pool = pool;
  }

  /** A tenant's challenge keys, the newest first, those that are over among them. */
  public Uni<List<ListedChallengeKey>> list(UUID tenant) {
    return challengeKeys.of(tenant).chain(() -> chain.list(tenant));
  }

  /**
   * Makes the next key. Fails with {@code MEMBER_INVALID} for another overlap than one hour to 90
   * days, and with {@code CONFLICT} while an earlier one waits for its activation.
   *
   * @param overlap after which it signs
   * @return all keys, as {@link #list} has them
   */
  public Uni<List<ListedChallengeKey>> rotate(Actor actor, UUID tenant, Duration overlap) {
    Member.check(
        overlap.compareTo(SHORTEST_OVERLAP) >= 0 && overlap.compareTo(LONGEST_OVERLAP) <= 0,
        "overlapSeconds",
        "must be %d to %d.".formatted(SHORTEST_OVERLAP.toSeconds(), LONGEST_OVERLAP.toSeconds()));
    return tenants
        .get(tenant)
        .chain(
            of ->
                changed(
                    actor,
                    tenant,
                    "challenge-key.rotate",
                    (tx, keys) -> chain.follow(tx, keys, overlap, statement(of.code()))))
        .chain(() -> chain.list(tenant));
  }

  private static Statement statement(String tenant) {
    return (by, next, times) ->
        new KeyStatement(tenant, next, times.activeFrom(), times.now()).sign(by);
  }

  /**
   * Ends the trust in all keys at once: a new one signs, which no statement leads to. On other
   * nodes it takes ten seconds. Fails with {@code OBJECT_UNKNOWN} when there is no such key, and
   * with {@code CONFLICT} when it is not the one that signs.
   *
   * @param active the key that signs now
   */
  public Uni<Void> revoke(Actor actor, UUID tenant, String active) {
    return changed(
        actor, tenant, "challenge-key.revoke", (tx, keys) -> chain.revoke(tx, keys, active));
  }

  private Uni<Void> changed(
      Actor actor, UUID tenant, String action, BiFunction<SqlClient, TenantKeys, Uni<Void>> work) {
    var event = audit.changed(actor, tenant, action, KIND, KIND);
    return challengeKeys
        .of(tenant)
        .chain(() -> dataKeys.of(tenant))
        .chain(
            keys ->
                TenantTransaction.of(
                    pool,
                    tenant,
                    tx -> work.apply(tx, keys).chain(() -> audit.write(tx, keys, event))))
        .invoke(() -> challengeKeys.forget(tenant));
  }

  /**
   * What comes after a key that a phone has pinned. Fails with {@code OBJECT_UNKNOWN} when it is
   * and was none of the tenant's.
   */
  public Uni<KeySuccessor> after(UUID tenant, UUID kid) {
    return chain.after(tenant, kid);
  }
}
