package io.tetrapylon.credential.fido2;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.GuardedStatement;
import io.tetrapylon.credential.fido2.Ceremony.Purpose;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Tenants;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Challenges: issued, used up once, and forgotten an hour after their end. */
@ApplicationScoped
public class Ceremonies {
  private static final String ISSUE = "WITH " + CeremonyGuard.ISSUE + "\nSELECT id FROM issued";

  /** Used up before anything of the answer is looked at, so that each answer costs a challenge. */
  private static final String TAKE =
      """
      WITH e AS (
        UPDATE ceremony SET used_at = now()
         WHERE tenant_id = $1 AND id = $2 AND caller_id = $3 AND purpose = $4 AND used_at IS NULL AND expires_at > now()
        RETURNING *)
      SELECT %s FROM e LEFT JOIN webauthn_rules w ON w.tenant_id = e.tenant_id
      """
          .formatted(Ceremony.COLUMNS);

  private static final String SWEEP =
      "DELETE FROM ceremony WHERE expires_at < now() - interval '1 hour'";

  private final Pool pool;
  private final Tenants tenants;
  private final Ids ids;
  private final Entropy entropy;
  private final GuardedStatement issue;

  Ceremonies(Pool pool, Tenants tenants, Ids ids, Entropy entropy) {
    this.pool = pool;
    this.tenants = tenants;
    this.ids = ids;
    this.entropy = entropy;
    this.issue = new GuardedStatement(pool, ISSUE);
  }

  /**
   * The relying party that a ceremony is for: the one that was asked for, or the tenant's first.
   * Refuses another with {@code MEMBER_INVALID}, and a tenant that has none with {@code
   * FEATURE_OFF}, as one whose licence has no FIDO.
   */
  public Uni<String> relyingParty(UUID tenant, @Nullable String wanted) {
    return tenants
        .get(tenant)
        .map(
            found -> {
              var parties = found.settings().relyingParties();
              if (parties.isEmpty() || !found.settings().licence().fido()) {
                throw new Refusal(Reason.FEATURE_OFF);
              }
              return chosen(parties, wanted);
            });
  }

  private static String chosen(List<String> parties, @Nullable String wanted) {
    var party = wanted == null ? parties.get(0) : wanted;
    Member.check(
        parties.stream().anyMatch(party::equalsIgnoreCase),
        "rpId",
        "is no relying party of this tenant.");
    return party.toLowerCase(Locale.ROOT);
  }

  /** A new challenge, which nobody knows of yet. */
  public Ceremony fresh(
      Purpose purpose,
      @Nullable UUID user,
      @Nullable Long resource,
      String rpId,
      boolean userVerification,
      @Nullable UUID credential) {
    return new Ceremony(
        ids.next(),
        purpose,
        user,
        resource,
        entropy.bytes(Ceremony.CHALLENGE_BYTES),
        rpId,
        userVerification,
        credential,
        List.of());
  }

  /** Begins a ceremony in which the credential itself says who its user is. */
  public Uni<Ceremony> passkey(UUID tenant, UUID caller, long resource, String rpId) {
    return issue(tenant, caller, fresh(Purpose.PASSKEY, null, resource, rpId, true, null));
  }

  /** Issues a challenge to a caller, who alone can bring its answer. */
  Uni<Ceremony> issue(UUID tenant, UUID caller, Ceremony ceremony) {
    return issue.execute(CeremonyGuard.parameters(tenant, caller, ceremony)).replaceWith(ceremony);
  }

  /** Uses a challenge up, or refuses with {@code CEREMONY_UNKNOWN}. */
  Uni<Ceremony> take(UUID tenant, UUID caller, Purpose purpose, UUID id) {
    return pool.preparedQuery(TAKE)
        .execute(Tuple.of(tenant, id, caller, purpose.name()))
        .map(
            rows -> {
              for (var row : rows) {
                return Objects.requireNonNull(Ceremony.read(row));
              }
              throw new Refusal(Reason.CEREMONY_UNKNOWN);
            });
  }

  @Scheduled(every = "1m", identity = "ceremonies")
  Uni<Void> sweep() {
    return pool.query(SWEEP).execute().replaceWithVoid();
  }
}
