package io.tetrapylon.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.kernel.Ids;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each expired transaction gets one event, however many sweep. The long form: {@code
 * -Dtetrapylon.expiries=50000}.
 */
@QuarkusTest
class ExpiryTest {
  private static final int EXPIRIES = Integer.getInteger("tetrapylon.expiries", 3000);
  private static final int AT_ONCE = 1000;
  private static final int SWEEPERS = 3;

  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject Expiry expiry;
  @Inject Ids ids;

  @Test
  void eachExpiredTransactionGetsOneEventFromSeveralSweepersAtOnce() {
    var tenant = phones.tenant();
    var user = fixture.user(tenant, "jdoe");
    IntStream.range(0, EXPIRIES / AT_ONCE).forEach(i -> expired(tenant, user));

    Uni.join()
        .all(IntStream.range(0, SWEEPERS).mapToObj(sweeper -> expiry.sweep()).toList())
        .andFailFast()
        .await()
        .indefinitely();
    awaitTheGatewaysOwnSweeper(tenant);

    assertEquals(EXPIRIES, number(tenant, "count(*)"));
    assertEquals(EXPIRIES, number(tenant, "count(DISTINCT subject)"));
  }

  /** It sweeps as well, and may hold the last rows when the others find none left. */
  private void awaitTheGatewaysOwnSweeper(Fixture.Tenant tenant) {
    for (int visits = 0; pending(tenant) > 0; visits++) {
      assertTrue(visits < 10_000, "expired and never swept: " + pending(tenant));
    }
  }

  private long pending(Fixture.Tenant tenant) {
    return (long)
        fixture.value(
            "SELECT count(*) FROM challenge WHERE tenant_id = $1 AND state = 'PENDING'",
            Tuple.of(tenant.id()));
  }

  @Test
  void whatIsDecidedOrStillOpenIsNotSwept() {
    var tenant = phones.tenant();
    pending(tenant, fixture.user(tenant, "jdoe"), "1 minute");

    expiry.sweep().await().indefinitely();

    assertEquals(0, number(tenant, "count(*)"));
  }

  private void expired(Fixture.Tenant tenant, UUID user) {
    pending(tenant, user, "-1 minute");
  }

  private void pending(Fixture.Tenant tenant, UUID user, String expiresIn) {
    var fresh = Stream.generate(ids::next).limit(AT_ONCE).toArray(UUID[]::new);
    fixture.sql(
        """
        INSERT INTO challenge (tenant_id, id, kind, user_id, resource_id, caller_id, origin, network, stranger, nonce,
               context, state, created_at, expires_at)
        SELECT $1, id, 'PUSH', $2, 14, $2, '', 'none', false, '', '{}', 'PENDING', now() - interval '2 minutes',
               now() + $4::text::interval
          FROM unnest($3::uuid[]) AS id""",
        Tuple.of(tenant.id(), user, fresh, expiresIn));
  }

  private long number(Fixture.Tenant tenant, String what) {
    return (long)
        fixture.value(
            "SELECT "
                + what
                + " FROM audit_event WHERE tenant_id = $1 AND action = 'transaction.expire'",
            Tuple.of(tenant.id()));
  }
}
