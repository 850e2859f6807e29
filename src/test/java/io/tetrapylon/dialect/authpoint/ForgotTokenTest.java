package io.tetrapylon.dialect.authpoint;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.policy.ForgotTokenGrants;
import io.tetrapylon.policy.ForgotTokenRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the operator's grant to a login with the password alone. */
@QuarkusTest
class ForgotTokenTest {
  private static final String ACTIVATION = "123789";

  @Inject Fixture fixture;
  @Inject ForgotTokenGrants grants;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  UUID jdoe;

  @BeforeEach
  void aUserWithAPassword() {
    tenant = fixture.tenant();
    frontEnd = FrontEnd.of(tenant);
    jdoe = fixture.user(tenant, "jdoe");
    fixture.password(tenant, jdoe);
  }

  @Test
  void theCodesOpenAModeInWhichThePasswordIsEnough() throws Throwable {
    String code = grant(6);

    redeem(ACTIVATION, code, 6, 200);

    password(1).then().statusCode(200);
    frontEnd
        .post(1, "authenticationpolicy", Map.of("login", "jdoe"))
        .then()
        .body("isInForgotToken", equalTo(true));
  }

  @Test
  void theModeHoldsAlsoWhereThePolicyWantsNoPassword() throws Throwable {
    redeem(ACTIVATION, grant(6), 6, 200);

    password(2).then().statusCode(200);
  }

  @Test
  void theModeEndsByTheClockOfTheDatabase() throws Throwable {
    redeem(ACTIVATION, grant(6), 6, 200);
    fixture.sql(
        "UPDATE app_user SET forgot_token_until = forgot_token_until - interval '6 hours' WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), jdoe));

    password(1).then().statusCode(403).body("detail", equalTo("201005004"));
  }

  @Test
  void theCodeIsBoundToActivationCodeAndInterval() throws Throwable {
    String code = grant(6);

    redeem("123788", code, 6, 403);
    redeem(ACTIVATION, code, 7, 403);
    redeem(ACTIVATION, code, 6, 200);
  }

  @Test
  void theCodeIsGoodForFifteenMinutes() throws Throwable {
    String code = grant(6);
    fixture.sql(
        "UPDATE forgot_token_grant SET expires_at = expires_at - interval '15 minutes' WHERE tenant_id = $1",
        Tuple.of(tenant.id()));

    redeem(ACTIVATION, code, 6, 403);
  }

  @Test
  void theCodeOfOneUserIsNothingToAnother() throws Throwable {
    String code = grant(6);
    fixture.password(tenant, fixture.user(tenant, "other"));

    frontEnd.post(1, "forgottoken", body("other", ACTIVATION, code, 6)).then().statusCode(403);
  }

  @Test
  void aWrongPasswordIsCountedOnThePasswordAndSpendsNoTry() throws Throwable {
    String code = grant(6);
    var body = new java.util.HashMap<String, Object>(body("jdoe", ACTIVATION, code, 6));
    body.put("password", "wrong");
    frontEnd.post(1, "forgottoken", body).then().statusCode(403);

    assertEquals(
        0L,
        fixture.value(
            "SELECT count(*) FROM forgot_token_guard WHERE tenant_id = $1", Tuple.of(tenant.id())));
    redeem(ACTIVATION, code, 6, 200);
  }

  private io.restassured.response.Response password(long resource) {
    return frontEnd.post(
        resource, "password", Map.of("login", "jdoe", "password", Fixture.PASSWORD));
  }

  private void redeem(String activation, String code, int hours, int status) {
    frontEnd
        .post(1, "forgottoken", body("jdoe", activation, code, hours))
        .then()
        .statusCode(status);
  }

  private static Map<String, Object> body(String login, String activation, String code, int hours) {
    return Map.of(
        "login", login,
        "password", Fixture.PASSWORD,
        "activationCode", activation,
        "verificationCode", code,
        "interval", hours);
  }

  private String grant(int hours) throws Throwable {
    var request = new ForgotTokenRequest(ACTIVATION, hours, "left at home");
    return VertxContextSupport.subscribeAndAwait(
            () -> grants.grant(new Actor("operator", "helpdesk", null), tenant.id(), jdoe, request))
        .verificationCode()
        .text();
  }
}
