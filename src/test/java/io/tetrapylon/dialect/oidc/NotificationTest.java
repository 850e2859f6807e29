package io.tetrapylon.dialect.oidc;

import static io.tetrapylon.dialect.oidc.BackchannelTenant.NOTIFICATION_TOKEN;
import static io.tetrapylon.dialect.oidc.BackchannelTenant.asking;
import static io.tetrapylon.dialect.oidc.BackchannelTenant.challenge;
import static io.tetrapylon.dialect.oidc.BackchannelTenant.claims;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Attempt;
import io.tetrapylon.authentication.Authentication;
import io.tetrapylon.authentication.Decision;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.authentication.PhoneAttempt;
import io.tetrapylon.challenge.Backchannel;
import io.tetrapylon.challenge.Expiry;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.challenge.RequestName;
import io.tetrapylon.challenge.Shown;
import io.tetrapylon.challenge.Terms;
import io.tetrapylon.dispatch.Certificates;
import io.tetrapylon.dispatch.Courier;
import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Callers;
import io.tetrapylon.tenant.IdTokens;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ping, push and HID's callback: what is told, to whom, and what an endpoint cannot do. */
@QuarkusTest
class NotificationTest {
  private static final String NAME = "urn:openid:params:jwt:claim:auth_req_id";

  @Inject BackchannelTenant backchannel;
  @Inject Fixture fixture;
  @Inject Expiry expiry;
  @Inject Courier courier;
  @Inject Authentication authentication;
  @Inject Callers callers;
  @Inject Ids ids;
  @Inject Entropy entropy;

  @Nullable Endpoint endpoint;

  @AfterEach
  void close() {
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Test
  void aPingTellsTheNameAndTheTokensAreFetched() {
    var world = world("PING", Endpoint.answering(204));
    var asked = backchannel.asked(world);

    backchannel.answer(world, asked, "approve");

    var visit = endpoint.next();
    assertEquals("/told", visit.path());
    assertEquals("Bearer " + NOTIFICATION_TOKEN, visit.headers().get("Authorization"));
    assertEquals(new JsonObject().put("auth_req_id", asked.getString("auth_req_id")), visit.body());
    backchannel.poll(world, asked.getString("auth_req_id")).then().statusCode(200);
  }

  @Test
  void aPushBringsTheTokensAndTheTokenEndpointHasNone() {
    var world = world("PUSH", Endpoint.answering(200));
    var asked = backchannel.asked(world);
    assertFalse(asked.containsKey("interval"));

    backchannel.answer(world, asked, "approve");

    var body = endpoint.next().body();
    var idToken = claims(body.getString("id_token"));
    assertEquals(asked.getString("auth_req_id"), body.getString("auth_req_id"));
    assertEquals(asked.getString("auth_req_id"), idToken.getString(NAME));
    assertEquals(world.user().toString(), idToken.getString("sub"));
    assertEquals(
        IdTokens.accessTokenHash(body.getString("access_token")), idToken.getString("at_hash"));
    io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + body.getString("access_token"))
        .get(world.path("userinfo"))
        .then()
        .statusCode(200);
    backchannel
        .poll(world, asked.getString("auth_req_id"))
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_grant"));
  }

  @ParameterizedTest
  @CsvSource({"deny, access_denied", "fraud, access_denied", "expire, expired_token"})
  void aPushSaysWhyThereAreNoTokens(String outcome, String error) {
    var world = world("PUSH", Endpoint.answering(200));
    var asked = backchannel.asked(world);

    settle(world, asked, outcome);

    var body = endpoint.next().body();
    assertEquals(error, body.getString("error"));
    assertEquals(asked.getString("auth_req_id"), body.getString("auth_req_id"));
    assertNull(body.getValue("access_token"));
  }

  @Test
  void threeWrongDigitsArePushedAsADenial() {
    var world = world("PUSH", Endpoint.answering(200));
    var asked = backchannel.asked(world);
    var right = asked.getString("number_match");
    var wrong = asked.copy().put("number_match", right.equals("00") ? "11" : "00");

    for (int i = 0; i < 3; i++) {
      fixture.sql(
          "UPDATE credential SET failures = 0, state = 'ACTIVE' WHERE tenant_id = $1",
          Tuple.of(world.tenant().id()));
      try {
        backchannel.answer(world, wrong, "approve");
      } catch (io.tetrapylon.kernel.Refusal refused) {
        assertEquals(io.tetrapylon.kernel.Reason.DIGITS_WRONG, refused.reason());
      }
    }

    assertEquals("access_denied", endpoint.next().body().getString("error"));
  }

  @ParameterizedTest
  @CsvSource({
    "approve, success, accept",
    "deny, failure, deny",
    "fraud, failure, report",
    "expire, failure, expired"
  })
  void theTenantsCallbackHearsOfACorrelationId(String outcome, String status, String approval) {
    var world = world("POLL", Endpoint.answering(200));
    var correlation = "c8330849-a9a2-4cad-8d75-8ae4ec180a72:dc3f84d8-6042-4696-b511-89ad330484df";
    var asked = correlated(world, correlation);

    settle(world, asked, outcome);

    var visit = endpoint.next();
    assertEquals(
        "Bearer c8330849-a9a2-4cad-8d75-8ae4ec180a72", visit.headers().get("Authorization"));
    assertEquals("dc3f84d8-6042-4696-b511-89ad330484df", visit.body().getString("auth_req_id"));
    assertEquals(status, visit.body().getString("auth_status"));
    var idToken = claims(visit.body().getString("id_token"));
    assertEquals(approval, idToken.getString("clientapprovalstatus"));
    assertEquals(world.user().toString(), idToken.getString("sub"));
    assertEquals(0, endpoint.waiting());
  }

  @Test
  void aCorrelationIdMayHaveNoTokenAndGoesNowhereWithoutACallback() {
    var world = world("POLL", Endpoint.answering(200));
    var asked = correlated(world, ":some-id");
    settle(world, asked, "approve");
    var visit = endpoint.next();
    assertNull(visit.headers().get("Authorization"));
    assertEquals("some-id", visit.body().getString("auth_req_id"));
    fixture.sql(
        "UPDATE tenant SET callback_url = NULL WHERE id = $1", Tuple.of(world.tenant().id()));

    settle(world, correlated(world, ":other-id"), "approve");

    assertEquals(
        1L,
        fixture.value(
            "SELECT count(*) FROM outbox WHERE tenant_id = $1 AND purpose = 'BACKCHANNEL'",
            Tuple.of(world.tenant().id())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "a b:c", "x:a b", "tok\u00e9n:id", ":a\nb"})
  void aCorrelationIdThatIsNoneIsRefused(String text) {
    org.junit.jupiter.api.Assertions.assertThrows(
        IllegalArgumentException.class, () -> Backchannel.ofCorrelation(text));
  }

  @Test
  void anEndpointThatIsBusyIsToldAgainTheSame() {
    var statuses = new java.util.concurrent.ConcurrentLinkedQueue<>(List.of(503, 200));
    var world =
        world(
            "PUSH",
            new Endpoint(request -> request.response().setStatusCode(statuses.remove()).end()));
    var asked = backchannel.asked(world);
    backchannel.answer(world, asked, "approve");
    endpoint.next();

    due(world);

    assertEquals(
        world.user().toString(),
        claims(endpoint.next().body().getString("id_token")).getString("sub"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    var inside = Endpoint.answering(200);
    try (inside) {
      var world =
          world(
              "PING",
              new Endpoint(
                  request ->
                      request
                          .response()
                          .setStatusCode(307)
                          .putHeader("Location", inside.url())
                          .end()));
      approve(world);
      endpoint.next();

      assertEquals("FAILED", outcome(world, "307"));
      assertEquals(0, inside.waiting());
    }
  }

  @Test
  void aMegabyteIsCutOff() {
    var world =
        world("PING", new Endpoint(request -> request.response().end("x".repeat(1_000_000))));
    approve(world);
    endpoint.next();

    assertEquals("QUEUED", outcome(world, "answer too long"));
  }

  @Test
  void anEndpointThatStallsIsLeftAndTriedAgain() {
    var world = world("PING", new Endpoint(request -> {}));
    approve(world);
    endpoint.next();

    assertEquals("QUEUED", outcome(world, "timed out"));
  }

  @Test
  void aCertificateThatNobodyKnowsIsNotTrusted(@TempDir Path dir)
      throws IOException, InterruptedException {
    endpoint = Endpoint.withCertificate(Certificates.forHost(dir, "client.example"));
    var world = backchannel.world("PING", endpoint.url());
    fixture.sql(
        "UPDATE tenant SET allowed_hosts = '{127.0.0.1}' WHERE id = $1",
        Tuple.of(world.tenant().id()));
    approve(world);

    assertEquals("QUEUED", outcome(world, "SSLHandshakeException"));
    assertEquals(0, endpoint.waiting());
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.2:1/, not allowed",
    "https://10.0.0.1/, not allowed",
    "https://169.254.169.254/, not allowed",
    "https://[::ffff:10.0.0.1]/, not allowed",
    "http://192.0.2.1/, not allowed"
  })
  void anAddressThatIsNotPublicIsNotCalled(String url, String reason) {
    var world = backchannel.world("PING", url);
    fixture.sql(
        "UPDATE tenant SET allowed_hosts = '{10.0.0.1,169.254.169.254,::ffff:10.0.0.1,192.0.2.1}' WHERE id = $1",
        Tuple.of(world.tenant().id()));
    approve(world);

    assertEquals("FAILED", outcome(world, reason));
  }

  @Test
  void whoIsNotRegisteredAnyMoreIsNotTold() {
    var world = world("PING", Endpoint.answering(200));
    var asked = backchannel.asked(world);
    fixture.sql(
        "DELETE FROM backchannel_client WHERE tenant_id = $1", Tuple.of(world.tenant().id()));

    backchannel.answer(world, asked, "approve");

    assertEquals("FAILED", outcome(world, "not wanted"));
    assertEquals(0, endpoint.waiting());
  }

  @Test
  void theStoreHoldsNeitherTheNameNorTheTokenInTheClear() {
    var world = world("PING", Endpoint.answering(200));
    var asked = backchannel.asked(world);

    var row =
        String.valueOf(
            fixture.value(
                "SELECT b::text FROM backchannel b WHERE tenant_id = $1 AND challenge_id = $2",
                Tuple.of(world.tenant().id(), challenge(asked))));

    for (var secret : List.of(NOTIFICATION_TOKEN, asked.getString("auth_req_id"))) {
      var hex = new StringBuilder();
      for (byte each : secret.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
        hex.append("%02x".formatted(each));
      }
      assertFalse(row.contains(secret) || row.contains(hex), row);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "tok\u00e9n"})
  void aPingNeedsATokenThatIsOne(String token) {
    var world = world("PING", Endpoint.answering(200));
    var parameters = asking();
    parameters.put("client_notification_token", token);

    backchannel
        .ask(world, parameters)
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
  }

  private BackchannelTenant.World world(String mode, Endpoint told) {
    endpoint = told;
    var world = backchannel.world(mode, mode.equals("POLL") ? null : told.url());
    fixture.sql(
        "UPDATE tenant SET allowed_hosts = '{127.0.0.1}', callback_url = $2 WHERE id = $1",
        Tuple.of(world.tenant().id(), told.url()));
    return world;
  }

  private JsonObject correlated(BackchannelTenant.World world, String correlation) {
    var caller =
        callers
            .byPassword(world.client(), Secret.of("secret-" + world.client()))
            .await()
            .indefinitely();
    var id = ids.next();
    var context =
        new Attempt.Context(caller, "test", Question.NO_RESOURCE, "jdoe", Origin.of(null));
    var pending =
        (Decision.Pending)
            authentication
                .decide(
                    new PhoneAttempt.Request(
                        context,
                        new Shown("", "", "", "", List.of()),
                        new Terms(id, null, null, Backchannel.ofCorrelation(correlation))))
                .await()
                .indefinitely();
    return new JsonObject()
        .put("auth_req_id", RequestName.of(pending.transaction(), entropy))
        .put("number_match", pending.digits());
  }

  private void approve(BackchannelTenant.World world) {
    backchannel.answer(world, backchannel.asked(world), "approve");
  }

  private void settle(BackchannelTenant.World world, JsonObject asked, String outcome) {
    if (outcome.equals("expire")) {
      backchannel.age(world, asked, 61);
      expiry.sweep().await().indefinitely();
      courier.nudge();
    } else {
      backchannel.answer(world, asked, outcome);
    }
  }

  /** Makes the retry due. */
  private void due(BackchannelTenant.World world) {
    var id = awaited(world, "503");
    fixture.sql(
        "UPDATE outbox SET next_at = now() WHERE tenant_id = $1 AND id = $2",
        Tuple.of(world.tenant().id(), id));
    courier.nudge();
  }

  private String outcome(BackchannelTenant.World world, String reason) {
    return (String)
        fixture.value(
            "SELECT state FROM outbox WHERE tenant_id = $1 AND id = $2",
            Tuple.of(world.tenant().id(), awaited(world, reason)));
  }

  /** The row of the notification, once an attempt was written down for that reason. */
  private UUID awaited(BackchannelTenant.World world, String reason) {
    for (int i = 0; i < 400; i++) {
      var rows =
          fixture.sql(
              "SELECT id FROM outbox WHERE tenant_id = $1 AND purpose = 'BACKCHANNEL' AND outcome LIKE '%' || $2 || '%'",
              Tuple.of(world.tenant().id(), reason));
      if (rows.iterator().hasNext()) {
        return rows.iterator().next().getUUID("id");
      }
      pause();
    }
    throw new AssertionError(
        "no attempt ended so: "
            + fixture.value(
                "SELECT string_agg(state || ' ' || coalesce(outcome, ''), ', ') FROM outbox WHERE tenant_id = $1",
                Tuple.of(world.tenant().id())));
  }

  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
  }

  @Test
  void nothingIsToldTwice() {
    var world = world("PING", Endpoint.answering(200));
    approve(world);
    endpoint.next();

    expiry.sweep().await().indefinitely();
    courier.nudge();

    assertTrue(endpoint.waiting() == 0);
  }
}
