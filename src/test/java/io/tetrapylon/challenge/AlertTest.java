package io.tetrapylon.challenge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.dispatch.Courier;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "That was not me" wakes whoever watches over the tenant. */
@QuarkusTest
class AlertTest {
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;
  @Inject Courier courier;
  @Inject Vertx vertx;

  Listener operators;
  Fixture.Tenant tenant;
  TestPhone phone;

  @BeforeEach
  void aTenantThatIsAlerted() {
    operators = new Listener(vertx);
    tenant = phones.tenant();
    phones.unlimited(tenant);
    phones.webhooks(tenant);
    phone = phones.phone(tenant, fixture.user(tenant, "jdoe"));
    fixture.sql(
        "UPDATE tenant SET alert_url = $2 WHERE id = $1", Tuple.of(tenant.id(), operators.url()));
  }

  @AfterEach
  void stop() {
    operators.close();
  }

  @Test
  void aReportOfFraudSaysWhoseAccountItIsAndFromWhereItWasTried() throws Exception {
    var id = push();

    answer(id, "fraud");

    var alert = operators.next();
    alert.answer(204);
    assertEquals(id.toString(), alert.body().getString("id"));
    assertEquals("fraud-reported", alert.message().getString("alert"));
    assertEquals("jdoe", alert.message().getString("login"));
    assertEquals("203.0.113.9", alert.message().getString("address"));
    assertEquals(Phones.PLAIN, alert.message().getLong("resource"));
    assertEquals(tenant.code(), alert.message().getString("tenant"));
    assertTrue(alert.request().getHeader("webhook-signature").startsWith("v1,"));
  }

  @Test
  void anAlertThatNobodyTookComesAgainWithTheSameId() throws Exception {
    answer(push(), "fraud");
    var first = operators.next();
    first.answer(503);
    awaitRetry();

    courier.nudge();

    var second = operators.next();
    second.answer(204);
    assertEquals(first.id(), second.id());
  }

  @Test
  void withoutAnAddressOfItsOwnTheAlertGoesToTheCallback() throws Exception {
    fixture.sql(
        "UPDATE tenant SET callback_url = alert_url, alert_url = NULL WHERE id = $1",
        Tuple.of(tenant.id()));

    answer(push(), "fraud");

    var one = operators.next();
    var other = operators.next();
    one.answer(204);
    other.answer(204);
    assertEquals(
        1,
        (one.message().containsKey("alert") ? 1 : 0)
            + (other.message().containsKey("alert") ? 1 : 0));
  }

  @Test
  void aDenialWakesNobody() {
    answer(push(), "deny");

    assertEquals(
        0L,
        fixture.value(
            "SELECT count(*) FROM outbox WHERE tenant_id = $1 AND purpose = 'ALERT'",
            Tuple.of(tenant.id())));
  }

  /** Until the first attempt is written down as failed, and then at once. */
  private void awaitRetry() {
    for (int visits = 0; (long) fixture.value(RETRY, Tuple.of(tenant.id())) == 0; visits++) {
      assertTrue(visits < 10_000, "no other try");
    }
    fixture.sql("UPDATE outbox SET next_at = now() WHERE tenant_id = $1", Tuple.of(tenant.id()));
  }

  private static final String RETRY =
      "SELECT count(*) FROM outbox WHERE tenant_id = $1 AND state = 'QUEUED' AND outcome = '503'";

  private UUID push() {
    var asked = Map.of("login", "jdoe", "type", "PUSH", "originIpAddress", "203.0.113.9");
    return UUID.fromString(
        FrontEnd.of(tenant).post(Phones.PLAIN, "transactions", asked).path("transactionId"));
  }

  private void answer(UUID id, String decision) {
    var text = challenges.one(tenant.id(), phone.device(), id).await().indefinitely().text();
    answers
        .answer(
            new Answers.Given(
                tenant.id(),
                phone.device(),
                id,
                phone.signed(phone.answer(text, decision)),
                "test"))
        .await()
        .indefinitely();
  }
}
