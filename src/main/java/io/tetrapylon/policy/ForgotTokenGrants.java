package io.tetrapylon.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.audit.Sql;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The operator's side of a forgotten token: for the activation code on the user's screen the
 * operator gets a verification code to hand back. Both together open forgot-token mode, within 15
 * minutes by the database's clock, and once.
 */
@ApplicationScoped
public class ForgotTokenGrants {
  private static final String KIND = "forgot-token grant";
  private static final int CODE_DIGITS = 6;
  private static final String INSERT =
      """
      INSERT INTO forgot_token_grant (tenant_id, id, user_id, code_mac, interval_hours, reason, granted_by, created_at,
             expires_at)
      SELECT tenant_id, :id, id, :mac, :hours, :reason, :by, now(), now() + interval '15 minutes'
        FROM app_user WHERE tenant_id = :tenant AND id = :user
      """;
  private static final String SELECT =
      """
      SELECT id, interval_hours, reason, granted_by, created_at, expires_at, used_at FROM forgot_token_grant
       WHERE tenant_id = :tenant AND user_id = :user
      """;
  private static final String NEWEST_FIRST = " ORDER BY id DESC LIMIT 100";
  private static final String DELETE =
      """
      DELETE FROM forgot_token_grant
       WHERE tenant_id = :tenant AND user_id = :user AND id = :id AND used_at IS NULL
      """;

  private final Ledger ledger;
  private final Ids ids;
  private final Entropy entropy;

  ForgotTokenGrants(Ledger ledger, Ids ids, Entropy entropy) {
    this.ledger = ledger;
    this.ids = ids;
    this.entropy = entropy;
  }

  /**
   * A grant that was just given.
   *
   * @param verificationCode the six digits to hand back, which nobody can read again
   */
  public record Granted(ForgotTokenGrant grant, Secret verificationCode) {}

  /** Gives a grant, or refuses with {@code OBJECT_UNKNOWN} where there is no such user. */
  public Uni<Granted> grant(Actor actor, UUID tenant, UUID user, ForgotTokenRequest request) {
    var id = ids.next();
    var code = entropy.digits(CODE_DIGITS);
    return ledger.change(
        actor,
        tenant,
        "forgot-token.grant",
        keys ->
            insert(actor, keys, id, user, request, code)
                .chain(() -> find(tenant, user, id))
                .map(grant -> new Granted(grant, Secret.of(code)))
                .map(given -> Changed.ofUser(given, KIND, id, user))
                .map(given -> given.detailed(words(request))));
  }

  /** A user's grants, the newest hundred, newest first. */
  public Uni<List<ForgotTokenGrant>> list(UUID tenant, UUID user) {
    return ledger.read(
        tenant,
        () ->
            Panache.getSession()
                .chain(session -> of(session, SELECT + NEWEST_FIRST, tenant, user).getResultList())
                .map(rows -> rows.stream().map(ForgotTokenGrants::grant).toList()));
  }

  /** Takes a grant back; one that is used, or is not there, is refused with OBJECT_UNKNOWN. */
  public Uni<Void> revoke(Actor actor, UUID tenant, UUID user, UUID id) {
    return ledger
        .change(
            actor,
            tenant,
            "forgot-token.revoke",
            () -> delete(tenant, user, id).map(done -> Changed.ofUser(done, KIND, id, user)))
        .replaceWithVoid();
  }

  private static Uni<Integer> insert(
      Actor actor,
      TenantKeys keys,
      UUID id,
      UUID user,
      ForgotTokenRequest request,
      String verification) {
    var mac =
        ForgotTokenCode.stored(keys, user, request.activationCode(), request.hours(), verification);
    return Sql.execute(
            INSERT,
            Map.of(
                "tenant",
                keys.tenant(),
                "id",
                id,
                "user",
                user,
                "mac",
                mac,
                "hours",
                request.hours(),
                "reason",
                request.reason(),
                "by",
                actor.name()))
        .invoke(count -> require(count, "user"));
  }

  private static Uni<ForgotTokenGrant> find(UUID tenant, UUID user, UUID id) {
    return Panache.getSession()
        .chain(
            session ->
                of(session, SELECT + " AND id = :id", tenant, user)
                    .setParameter("id", id)
                    .getSingleResult())
        .map(ForgotTokenGrants::grant);
  }

  private static Mutiny.SelectionQuery<Object[]> of(
      Mutiny.Session session, String sql, UUID tenant, UUID user) {
    return session
        .createNativeQuery(sql, Object[].class)
        .setParameter("tenant", tenant)
        .setParameter("user", user);
  }

  private static Uni<Integer> delete(UUID tenant, UUID user, UUID id) {
    return Sql.execute(DELETE, Map.of("tenant", tenant, "user", user, "id", id))
        .invoke(count -> require(count, "unused grant"));
  }

  private static void require(int count, String what) {
    if (count == 0) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "There is no such " + what + ".");
    }
  }

  private static ForgotTokenGrant grant(Object[] row) {
    return new ForgotTokenGrant(
        (UUID) row[0],
        (Integer) row[1],
        (String) row[2],
        (String) row[3],
        ((OffsetDateTime) row[4]).toInstant(),
        ((OffsetDateTime) row[5]).toInstant(),
        row[6] == null ? null : ((OffsetDateTime) row[6]).toInstant());
  }

  private static String words(ForgotTokenRequest request) {
    return request.hours() + " h: " + request.reason();
  }
}
