package io.tetrapylon.challenge;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.ChallengeKeys;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What a phone is asked: everything that waits for its user, or one challenge. */
@ApplicationScoped
public class PhoneChallenges {
  private static final int MOST = 20;

  /** The phone has them now, which whoever waits may hear. */
  private static final String REACH =
      """
      WITH reached AS (
        UPDATE challenge c SET reached_at = now()
          FROM device d
         WHERE d.tenant_id = $1 AND d.id = $2 AND c.tenant_id = d.tenant_id AND c.user_id = d.user_id
           AND c.kind = 'PUSH' AND c.state = 'PENDING' AND c.expires_at > now() AND c.reached_at IS NULL
           AND (c.only_device IS NULL OR c.only_device = d.id) %s
        RETURNING c.id, %s::text AS told)
      """;

  private static final String ALL =
      REACH.formatted("", Bus.NOTIFY)
          + PhoneChallenge.SELECT
          + " AND c.state = 'PENDING' AND c.expires_at > now() ORDER BY c.id DESC LIMIT "
          + MOST;
  private static final String ONE =
      REACH.formatted("AND c.id = $3", Bus.NOTIFY) + PhoneChallenge.SELECT + " AND c.id = $3";

  private static final String READ = PhoneChallenge.SELECT + " AND c.id = $3";

  private final Pool pool;
  private final ChallengeKeys keys;

  PhoneChallenges(Pool pool, ChallengeKeys keys) {
    this.pool = pool;
    this.keys = keys;
  }

  /**
   * A challenge for a phone.
   *
   * @param id which one
   * @param text signed by the tenant
   */
  public record Given(UUID id, String text) {}

  /** What waits for the phone's user, the newest first, at most 20. */
  public Uni<List<Given>> all(UUID tenant, UUID device) {
    return pool.preparedQuery(ALL)
        .execute(Tuple.of(tenant, device))
        .map(PhoneChallenges::usable)
        .chain(
            challenges ->
                keys.of(tenant)
                    .map(
                        signing ->
                            challenges.stream()
                                .map(each -> new Given(each.id(), each.signed(signing)))
                                .toList()));
  }

  private static List<PhoneChallenge> usable(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(PhoneChallenge::read)
        .filter(each -> each.phone().usable())
        .toList();
  }

  /**
   * One challenge.
   *
   * @throws Refusal by the Uni: {@code TRANSACTION_UNKNOWN} for one that is not there or another
   *     user's, {@code TRANSACTION_EXPIRED} and {@code TRANSACTION_SETTLED} for what can no more be
   *     answered
   */
  public Uni<Given> one(UUID tenant, UUID device, UUID id) {
    return one(ONE, tenant, device, id)
        .invoke(PhoneChallenges::requireOpen)
        .chain(
            challenge ->
                keys.of(tenant)
                    .map(signing -> new Given(challenge.id(), challenge.signed(signing))));
  }

  /** Reads a challenge for a phone, whatever its state, without saying that it was reached. */
  Uni<PhoneChallenge> read(UUID tenant, UUID device, UUID id) {
    return one(READ, tenant, device, id);
  }

  private Uni<PhoneChallenge> one(String sql, UUID tenant, UUID device, UUID id) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(tenant, device, id))
        .map(
            rows -> {
              var each = rows.iterator();
              if (!each.hasNext()) {
                throw new Refusal(Reason.TRANSACTION_UNKNOWN);
              }
              return PhoneChallenge.read(each.next());
            });
  }

  /** Refuses what can no more be answered. */
  static void requireOpen(PhoneChallenge challenge) {
    if (!challenge.phone().usable()) {
      throw new Refusal(Reason.CREDENTIAL_LOCKED);
    }
    if (!challenge.isOpen()) {
      throw new Refusal(
          challenge.phase() == Progress.Phase.EXPIRED
              ? Reason.TRANSACTION_EXPIRED
              : Reason.TRANSACTION_SETTLED);
    }
  }
}
