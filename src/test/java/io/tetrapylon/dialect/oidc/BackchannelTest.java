package io.tetrapylon.dialect.oidc;

import static io.tetrapylon.dialect.oidc.BackchannelTenant.asking;
import static io.tetrapylon.dialect.oidc.BackchannelTenant.challenge;
import static io.tetrapylon.dialect.oidc.BackchannelTenant.claims;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.tenant.IdTokens;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenID CIBA in poll mode, with a phone behind it. */
@QuarkusTest
class BackchannelTest {
  private static final int CLIENTS = 50;

  @Inject BackchannelTenant backchannel;
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject IdTokens idTokens;

  BackchannelTenant.World world;

  @BeforeEach
  void aClientThatPolls() {
    world = backchannel.world("POLL", null);
  }

  @Test
  void anApprovalIsWorthTokens() {
    var asked = backchannel.asked(world);
    assertTrue(asked.getString("auth_req_id").matches("[A-Za-z0-9_-]{48}"));
    assertEquals(60, asked.getInteger("expires_in"));
    assertEquals(5, asked.getInteger("interval"));
    backchannel.answer(world, asked, "approve");

    var answer = backchannel.poll(world, asked.getString("auth_req_id"));

    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("token_type", equalTo("Bearer"))
        .body("expires_in", greaterThan(0));
    var idToken = claims(answer.path("id_token"));
    assertEquals(world.issuer(), idToken.getString("iss"));
    assertEquals(world.user().toString(), idToken.getString("sub"));
    assertEquals(world.client(), idToken.getString("aud"));
    assertEquals(IdTokens.ACR, idToken.getString("acr"));
    assertEquals(
        IdTokens.accessTokenHash(answer.path("access_token")), idToken.getString("at_hash"));
    assertTrue(idToken.getLong("auth_time") <= idToken.getLong("iat"));
    assertTrue(idToken.getLong("exp") > idToken.getLong("iat"));
    io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + answer.path("access_token"))
        .get(world.path("userinfo"))
        .then()
        .statusCode(200)
        .body("sub", equalTo(world.user().toString()))
        .body("preferred_username", equalTo("jdoe"));
  }

  @Test
  void tokensAreIssuedOnce() {
    var asked = approved();
    backchannel.poll(world, asked.getString("auth_req_id")).then().statusCode(200);

    assertError(400, "invalid_grant", asked);
  }

  @Test
  void ofFiftyPollsAtOnceOneIsIssuedTokens() {
    var asked = approved();
    var name = asked.getString("auth_req_id");
    var pool = Executors.newFixedThreadPool(CLIENTS);

    var polls =
        Stream.generate(() -> pool.submit(() -> backchannel.poll(world, name).statusCode()))
            .limit(CLIENTS)
            .toList();
    var statuses =
        polls.stream()
            .map(
                poll -> {
                  try {
                    return poll.get();
                  } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();
    pool.shutdown();

    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses.toString());
    assertEquals(CLIENTS - 1, statuses.stream().filter(status -> status == 400).count());
  }

  @Test
  void whoPollsTooSoonIsToldToSlowDownAndWaitsLonger() {
    var asked = backchannel.asked(world);

    assertError(400, "authorization_pending", asked);
    assertError(400, "slow_down", asked);
    backchannel.wait(world, asked);
    assertError(400, "authorization_pending", asked);
    assertEquals(
        10,
        fixture.value(
            "SELECT interval_seconds FROM backchannel WHERE tenant_id = $1 AND challenge_id = $2",
            Tuple.of(world.tenant().id(), challenge(asked))));
  }

  @ParameterizedTest
  @CsvSource({"deny", "fraud"})
  void whoIsNotApprovedGetsNothing(String decision) {
    var asked = backchannel.asked(world);
    backchannel.answer(world, asked, decision);

    assertError(400, "access_denied", asked);
    assertError(400, "access_denied", asked);
  }

  @Test
  void whatNobodyAnsweredExpires() {
    var asked = backchannel.asked(world);
    backchannel.age(world, asked, 61);

    assertError(400, "expired_token", asked);
  }

  @Test
  void anApprovalThatNobodyFetchesExpires() {
    var asked = approved();
    backchannel.age(world, asked, 125);

    assertError(400, "expired_token", asked);
  }

  @Test
  void aUserWhoIsBlockedMeanwhileGetsNothing() {
    var asked = approved();
    fixture.sql(
        "UPDATE app_user SET status = 'BLOCKED' WHERE tenant_id = $1 AND id = $2",
        Tuple.of(world.tenant().id(), world.user()));

    assertError(400, "access_denied", asked);
  }

  @Test
  void aRequestIsItsClientsAlone() {
    var asked = approved();
    var other = backchannel.world("POLL", null);
    var altered = asked.getString("auth_req_id").replaceFirst("....$", "AAAA");

    backchannel
        .poll(other, asked.getString("auth_req_id"))
        .then()
        .body("error", equalTo("invalid_grant"));
    for (var name : List.of(altered, "x", "A".repeat(48), asked.getString("auth_req_id") + "A")) {
      backchannel.poll(world, name).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }
    backchannel.poll(world, asked.getString("auth_req_id")).then().statusCode(200);
  }

  @Test
  void theBindingMessageIsShownAndSigned() {
    var parameters = asking();
    parameters.put("binding_message", "W4SCT – Überweisung");
    var asked = new JsonObject(backchannel.ask(world, parameters).asString());

    var details =
        claims(backchannel.text(world, asked)).getJsonObject("ctx").getJsonArray("details");

    assertEquals("W4SCT – Überweisung", details.getJsonObject(0).getString("value"));
  }

  @Test
  void digitsAreShownUnlessTheTenantAllowsPlainApproval() {
    assertTrue(backchannel.asked(world).getString("number_match").matches("[0-9]{2}"));

    fixture.sql(
        "UPDATE push_rules SET plain_approval = true WHERE tenant_id = $1",
        Tuple.of(world.tenant().id()));

    var asked = backchannel.asked(world);
    assertTrue(!asked.containsKey("number_match"));
    backchannel.answer(world, asked, "approve");
    backchannel.poll(world, asked.getString("auth_req_id")).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "scope,, invalid_scope",
    "scope, profile, invalid_scope",
    "login_hint,, invalid_request",
    "login_hint, nobody, unknown_user_id",
    "id_token_hint, x.y.z, invalid_request",
    "login_hint_token, x, invalid_request",
    "requested_expiry, 0, invalid_request",
    "requested_expiry, -5, invalid_request",
    "requested_expiry, soon, invalid_request",
    "requested_expiry, 99999999999999999999, invalid_request",
    "request, e30.e30., invalid_request",
    "binding_message, 'a\u202eb', invalid_binding_message",
    "binding_message, 'a\u0000b', invalid_binding_message"
  })
  void aRequestThatIsNotRightIsRefusedByName(String parameter, String value, String error) {
    var parameters = asking();
    parameters.put(parameter, value == null ? "" : value);

    backchannel.ask(world, parameters).then().statusCode(400).body("error", equalTo(error));
  }

  @Test
  void aMessageThatIsTooLongIsRefused() {
    var parameters = asking();
    parameters.put("binding_message", "a".repeat(201));

    backchannel
        .ask(world, parameters)
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_binding_message"));
  }

  @Test
  void theExpiryIsTheWishWithinItsBounds() {
    for (var wish : Map.of("120", 120, "1", 15, "999999999", 600).entrySet()) {
      var parameters = asking();
      parameters.put("requested_expiry", wish.getKey());

      backchannel.ask(world, parameters).then().body("expires_in", equalTo(wish.getValue()));
    }
  }

  @Test
  void aClientThatIsNotRegisteredMayNotAsk() {
    fixture.sql(
        "DELETE FROM backchannel_client WHERE tenant_id = $1", Tuple.of(world.tenant().id()));

    backchannel
        .ask(world, asking())
        .then()
        .statusCode(400)
        .body("error", equalTo("unauthorized_client"));
    BackchannelTenant.as(world.tenant().readOnlyAccessId())
        .formParams(asking())
        .post(world.path("bcauthorize"))
        .then()
        .body("error", equalTo("unauthorized_client"));
  }

  @Test
  void whoeverIsNotTheTenantsClientIsNoClient() {
    var other = backchannel.world("POLL", null);

    BackchannelTenant.as(other.client())
        .formParams(asking())
        .post(world.path("bcauthorize"))
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", matchesPattern("Basic .*"))
        .body("error", equalTo("invalid_client"));
  }

  @Test
  void aUserThatCannotBeAskedIsAccessDenied() {
    fixture.user(world.tenant(), "phoneless");
    var parameters = asking();
    parameters.put("login_hint", "phoneless");

    backchannel
        .ask(world, parameters)
        .then()
        .statusCode(403)
        .body("error", equalTo("access_denied"));
  }

  @Test
  void theLimitsOfPushesHold() {
    fixture.sql(
        "UPDATE push_rules SET spacing_seconds = 600 WHERE tenant_id = $1",
        Tuple.of(world.tenant().id()));
    backchannel.asked(world);

    backchannel.ask(world, asking()).then().statusCode(403).body("error", equalTo("access_denied"));
  }

  @Test
  void twoRequestsForOneUserAreTwo() {
    var first = backchannel.asked(world);
    var second = backchannel.asked(world);

    assertNotEquals(challenge(first), challenge(second));
    backchannel.answer(world, first, "approve");
    assertError(400, "authorization_pending", second);
  }

  @Test
  void anIdTokenOfTheClientSaysWhoIsMeant() {
    var asked = approved();
    String idToken =
        backchannel.poll(world, asked.getString("auth_req_id")).then().extract().path("id_token");
    var parameters = asking();
    parameters.put("login_hint", "");
    parameters.put("id_token_hint", idToken);

    backchannel.ask(world, parameters).then().statusCode(200);

    var foreign = hint(world.tenant().readOnlyAccessId());
    var elsewhere = backchannel.world("POLL", null);
    for (var wrong :
        List.of(foreign, idToken.substring(0, idToken.length() - 6) + "AAAAAA", idToken + "x")) {
      parameters.put("id_token_hint", wrong);
      backchannel.ask(world, parameters).then().body("error", equalTo("invalid_request"));
    }
    parameters.put("id_token_hint", idToken);
    backchannel.ask(elsewhere, parameters).then().body("error", equalTo("invalid_request"));
  }

  private String hint(String audience) {
    var parties =
        new IdTokens.Parties(world.tenant().id(), world.tenant().code(), world.user(), audience);
    return idTokens.issue(parties, Instant.now(), Map.of()).await().indefinitely();
  }

  private JsonObject approved() {
    var asked = backchannel.asked(world);
    backchannel.answer(world, asked, "approve");
    return asked;
  }

  private void assertError(int status, String error, JsonObject asked) {
    backchannel
        .poll(world, asked.getString("auth_req_id"))
        .then()
        .statusCode(status)
        .contentType("application/json")
        .body("error", equalTo(error));
  }
}
