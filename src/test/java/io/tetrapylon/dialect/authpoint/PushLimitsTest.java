package io.tetrapylon.dialect.authpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Answers;
import io.tetrapylon.challenge.PhoneChallenges;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.challenge.TestPhone;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a user's phones can be asked, by the user and by somebody else. */
@QuarkusTest
class PushLimitsTest {
  private static final String HOME = "198.51.100.7";
  private static final String STRANGER = "203.0.113.9";

  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject PhoneChallenges challenges;
  @Inject Answers answers;

  Fixture.Tenant tenant;
  UUID user;
  TestPhone phone;
  FrontEnd frontEnd;

  @BeforeEach
  void aUserWhoSucceededAtHome() {
    tenant = phones.tenant();
    user = fixture.user(tenant, "jdoe");
    phone = phones.phone(tenant, user);
    frontEnd = FrontEnd.of(tenant);
    fixture.sql(
        "INSERT INTO user_network VALUES ($1, $2, '198.51.100.0/24', now())",
        Tuple.of(tenant.id(), user));
  }

  @Test
  void aRepetitionFromTheSameAddressJoinsThePushThatIsOpen() {
    var first = id(push(HOME));

    assertEquals(first, id(push(HOME)));
    assertEquals(1, sent());
  }

  @Test
  void aStrangersRequestNeverJoinsTheOwnersPush() {
    var own = id(push(HOME));
    var strangers = id(push(STRANGER));

    assertNotEquals(own, strangers);
    answer(own, "approve");
    poll(own).then().statusCode(200);
    poll(strangers).then().statusCode(202);
  }

  @Test
  void withoutAnAddressNobodyJoins() {
    var first = id(push(""));
    later();

    assertNotEquals(first, id(push("")));
  }

  @Test
  void theNextPushComesAtTheEarliestFiveSecondsLater() {
    answer(id(push(HOME)), "deny");

    push(HOME).then().statusCode(403);
    later();
    push(HOME).then().statusCode(200);
  }

  @Test
  void afterTwoDenialsPushesStopForAWhile() {
    answer(id(push(HOME)), "deny");
    later();
    answer(id(push(HOME)), "deny");
    later();

    push(HOME).then().statusCode(403);
    fixture.sql(
        """
        UPDATE push_budget SET stopped_until = stopped_until - interval '15 minutes',
               window_start = window_start - interval '15 minutes' WHERE tenant_id = $1""",
        Tuple.of(tenant.id()));
    push(HOME).then().statusCode(200);
  }

  @Test
  void fiveUnansweredPushesStopMore() {
    for (int i = 0; i < 5; i++) {
      push("").then().statusCode(200);
      later();
      aMinuteLater();
    }

    push("").then().statusCode(403);
    later();
    push("").then().statusCode(403);
  }

  @Test
  void anApprovalForgivesThoseBefore() {
    for (int i = 0; i < 4; i++) {
      push(HOME).then().statusCode(200);
      expire();
      later();
      aMinuteLater();
    }
    answer(id(push(HOME)), "approve");
    later();
    aMinuteLater();

    push(HOME).then().statusCode(200);
  }

  @Test
  void ofAHundredRequestsInAMinuteAtMostFiveReachThePhone() {
    for (int i = 0; i < 100; i++) {
      push(i % 2 == 0 ? HOME : "203.0." + i + ".1");
      later();
    }

    assertTrue(sent() <= 5, sent() + " pushes");
  }

  @Test
  void strangersFromManyNetworksDoNotStopTheOwner() {
    for (int i = 0; i < 50; i++) {
      push("203.0." + i + ".1");
      later();
    }

    assertEquals(3, sent());
    push(HOME).then().statusCode(200);
  }

  @Test
  void aReportOfFraudStopsStrangersUntilAnotherFactorSucceedsAndNotTheOwner() {
    answer(id(push(STRANGER)), "fraud");
    later();
    aMinuteLater();

    push(STRANGER).then().statusCode(403);
    push("192.0.2.77").then().statusCode(403);
    push(HOME).then().statusCode(200);
    var token = fixture.hotp(tenant, user);
    fixture.sql(
        "UPDATE credential SET last_success_at = now() WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), token));
    push(STRANGER).then().statusCode(200);
  }

  private Response push(String address) {
    return frontEnd.post(
        Phones.PLAIN,
        "transactions",
        Map.of("login", "jdoe", "type", "PUSH", "originIpAddress", address));
  }

  private static String id(Response started) {
    started.then().statusCode(200);
    return started.path("transactionId");
  }

  private Response poll(String id) {
    return frontEnd.request().get(frontEnd.path(Phones.PLAIN, "transactions/" + id));
  }

  private void answer(String id, String decision) {
    var challenge = UUID.fromString(id);
    var text = challenges.one(tenant.id(), phone.device(), challenge).await().indefinitely().text();
    var signed = phone.signed(phone.answer(text, decision));
    answers
        .answer(new Answers.Given(tenant.id(), phone.device(), challenge, signed, "test"))
        .await()
        .indefinitely();
  }

  /** Six seconds pass for the spacing, and nothing else. */
  private void later() {
    fixture.sql(
        "UPDATE push_budget SET last_push_at = last_push_at - interval '6 seconds' WHERE tenant_id = $1",
        Tuple.of(tenant.id()));
  }

  /** A minute passes for the limits a minute. */
  private void aMinuteLater() {
    fixture.sql(
        """
        UPDATE push_guard g SET recent = ARRAY(SELECT sent - interval '61 seconds' FROM unnest(g.recent) AS sent),
               strangers = ARRAY(SELECT sent - interval '61 seconds' FROM unnest(g.strangers) AS sent) WHERE tenant_id = $1""",
        Tuple.of(tenant.id()));
  }

  private void expire() {
    fixture.sql(
        "UPDATE challenge SET expires_at = now() WHERE tenant_id = $1", Tuple.of(tenant.id()));
  }

  private long sent() {
    return (long)
        fixture.value("SELECT count(*) FROM challenge WHERE tenant_id = $1", Tuple.of(tenant.id()));
  }
}
