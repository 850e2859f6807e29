package io.tetrapylon.dialect.authpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tetrapylon.authentication.Fixture;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of checks and the errors of CONTRACT section 1, as a client sees them. */
@QuarkusTest
class OrderOfChecksTest {
  private static final String BROKEN = "{";

  @Inject Fixture fixture;

  Fixture.Tenant tenant;
  FrontEnd frontEnd;
  UUID jdoe;

  @BeforeEach
  void aTenantWithAUser() {
    tenant = fixture.tenant();
    frontEnd = FrontEnd.of(tenant);
    jdoe = fixture.user(tenant, "jdoe");
  }

  @Test
  void theTokenComesFirst() {
    expect(
        given().contentType(ContentType.JSON).body(BROKEN).post(frontEnd.path(99, "otp")),
        401,
        "201115012");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "a.b.c",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
        "eyJhbGciOiJIUzI1NiIsImtpZCI6IngifQ.eyJzdWIiOiJ4In0.AAAA"
      })
  void aTokenThatIsNotOursIsNoToken(String token) {
    expect(
        given()
            .header("Authorization", "Bearer " + token)
            .header("WatchGuard-API-Key", tenant.apiKey())
            .contentType(ContentType.JSON)
            .body("{}")
            .post(frontEnd.path(2, "otp")),
        401,
        "201115012");
  }

  @Test
  void aTokenWhoseSignatureWasTamperedWithIsNoToken() {
    String token = frontEnd.token();
    char last = token.charAt(token.length() - 10);
    String tampered =
        token.substring(0, token.length() - 10)
            + (last == 'A' ? 'B' : 'A')
            + token.substring(token.length() - 9);

    expect(
        given()
            .header("Authorization", "Bearer " + tampered)
            .header("WatchGuard-API-Key", tenant.apiKey())
            .contentType(ContentType.JSON)
            .body("{}")
            .post(frontEnd.path(2, "otp")),
        401,
        "201115012");
  }

  @Test
  void theApiKeyComesBeforeTheAccount() {
    given()
        .header("Authorization", "Bearer " + frontEnd.token())
        .contentType(ContentType.JSON)
        .body(BROKEN)
        .post(frontEnd.path(99, "otp").replace(tenant.code(), "ACC-0000000"))
        .then()
        .statusCode(403)
        .body("detail", equalTo("201105001"))
        .body("$", hasKey("message"));
  }

  @Test
  void theKeyOfAnotherAccountIsNoKey() {
    var other = fixture.tenant();
    expect(
        given()
            .header("Authorization", "Bearer " + frontEnd.token())
            .header("WatchGuard-API-Key", other.apiKey())
            .contentType(ContentType.JSON)
            .body("{}")
            .post(frontEnd.path(2, "otp")),
        403,
        "201105001");
  }

  @Test
  void theAccountComesBeforeTheAccess() {
    var readOnly = FrontEnd.readOnly(tenant);
    expect(
        readOnly
            .request()
            .body(BROKEN)
            .post(frontEnd.path(99, "otp").replace(tenant.code(), "ACC-0000000")),
        403,
        "201115001");
  }

  @Test
  void theAccessComesBeforeTheResource() {
    expect(
        FrontEnd.readOnly(tenant).request().body(BROKEN).post(frontEnd.path(99, "otp")),
        403,
        "201115013");
  }

  @Test
  void aReadOnlyAccessIdMayAskForThePolicy() {
    FrontEnd.readOnly(tenant)
        .post(1, "authenticationpolicy", Map.of("login", "jdoe"))
        .then()
        .statusCode(200)
        .body("hasPolicy", equalTo(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "0", "-1", "abc", "WGC-1-123abc456", "99999999999999999999"})
  void theResourceComesBeforeTheBody(String resource) {
    String path = frontEnd.path(1, "otp").replace("/resources/1/", "/resources/" + resource + "/");
    expect(frontEnd.request().body(BROKEN).post(path), 404, "201115007");
  }

  @Test
  void theBodyComesBeforeItsMembers() {
    expect(frontEnd.request().body(BROKEN).post(frontEnd.path(1, "otp")), 400, "201115002");
    expect(frontEnd.request().body("{}").post(frontEnd.path(1, "otp")), 400, "201115003");
    expect(
        frontEnd.request().body("{\"login\":\"jdoe\"}").post(frontEnd.path(1, "otp")),
        400,
        "201115014");
  }

  @ParameterizedTest
  @CsvSource({"BLOCKED, 201005019", "QUARANTINED, 201115008"})
  void theStandingComesBeforeThePolicy(String status, String detail) {
    fixture.sql(
        "UPDATE app_user SET status = $3 WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), jdoe, status));
    fixture.sql(
        "DELETE FROM group_member WHERE tenant_id = $1 AND user_id = $2",
        Tuple.of(tenant.id(), jdoe));

    expect(frontEnd.otp(1, "jdoe", "123456"), 403, detail);
  }

  @Test
  void anOverallocatedUserCannotAuthenticate() {
    fixture.sql(
        "UPDATE app_user SET overallocated = true WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), jdoe));

    expect(frontEnd.otp(2, "jdoe", "123456"), 403, "201115011");
  }

  @Test
  void withoutAPolicyThereIsNoMethod() {
    fixture.sql(
        "DELETE FROM group_member WHERE tenant_id = $1 AND user_id = $2",
        Tuple.of(tenant.id(), jdoe));

    expect(frontEnd.otp(1, "jdoe", "123456"), 404, "201115010");
  }

  @Test
  void theMethodComesBeforeThePassword() {
    expect(frontEnd.otp(3, "jdoe", "123456"), 403, "201005004");
    expect(
        frontEnd.post(1, "password", Map.of("login", "jdoe", "password", "x")), 403, "201005004");
  }

  @Test
  void aPasswordIsThereWhereThePolicyWantsOneAndNowhereElse() {
    expect(frontEnd.otp(1, "jdoe", "123456"), 400, "201115003");
    expect(
        frontEnd.post(2, "otp", Map.of("login", "jdoe", "otp", "123456", "password", "x")),
        400,
        "201115003");
  }

  @Test
  void anEmptyOrNullPasswordIsAnAbsentOne() {
    var body = new HashMap<String, Object>(Map.of("login", "jdoe", "otp", "123456"));
    body.put("password", null);
    expect(frontEnd.post(2, "otp", body), 403, "201005001");
    body.put("password", "");
    expect(frontEnd.post(2, "otp", body), 403, "201005001");
    expect(frontEnd.post(1, "otp", body), 400, "201115003");
  }

  @Test
  void anUnknownUserIsToldOfOnTheFirstEndpointOnly() {
    expect(frontEnd.post(2, "authenticationpolicy", Map.of("login", "nobody")), 404, "201115009");
    expect(frontEnd.otp(2, "nobody", "123456"), 403, "201005001");
  }

  @Test
  void junkInTheOriginIsInNoNetwork() {
    var body = Map.of("login", "jdoe", "originIpAddress", "\r\n<script>' OR 1=1 --");

    frontEnd
        .post(1, "authenticationpolicy", body)
        .then()
        .statusCode(200)
        .body("hasPolicy", equalTo(true));
  }

  @Test
  void everyEndpointAnswersWithATrailingSlash() {
    frontEnd.post(1, "authenticationpolicy/", Map.of("login", "jdoe")).then().statusCode(200);
    expect(frontEnd.otp(2, "jdoe", "123456").andReturn(), 403, "201005001");
    expect(frontEnd.post(2, "otp/", Map.of("login", "jdoe", "otp", "123456")), 403, "201005001");
  }

  @Test
  void pushAndQrCodeNeedTheirMethodInThePolicy() {
    expect(
        frontEnd.post(1, "transactions", Map.of("login", "jdoe", "type", "PUSH")),
        403,
        "201005004");
    expect(
        frontEnd.post(
            1, "qrcode", Map.of("login", "jdoe", "qrCodeResponse", "123456", "transactionId", "t")),
        403,
        "201005004");
    expect(frontEnd.request().get(frontEnd.path(1, "transactions/t")), 404, "201045018");
  }

  @Test
  void whatACallerMayNotTellApartHasTheSameBytes() {
    var locked = fixture.hotp(tenant, fixture.user(tenant, "locked"));
    fixture.sql(
        "UPDATE credential SET state = 'LOCKED', failures = 3 WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), locked));
    fixture.hotp(tenant, jdoe);

    String wrong = frontEnd.otp(2, "jdoe", "000000").asString();

    assertEquals(wrong, frontEnd.otp(2, "nobody", "000000").asString());
    assertEquals(wrong, frontEnd.otp(2, "locked", "755224").asString());
    fixture.password(tenant, jdoe);
    String wrongPassword =
        frontEnd.post(3, "password", Map.of("login", "jdoe", "password", "wrong")).asString();
    assertEquals(wrong, wrongPassword);
    assertEquals(
        wrong,
        frontEnd.post(3, "password", Map.of("login", "nobody", "password", "wrong")).asString());
  }

  @Test
  void aUserOfAnotherTenantIsUnknown() {
    var other = fixture.tenant();
    fixture.hotp(other, fixture.user(other, "theirs"));

    expect(frontEnd.otp(2, "theirs", "755224"), 403, "201005001");
  }

  @Test
  void theAnswerOfThePolicyEndpointHasEveryMember() {
    frontEnd
        .post(1, "authenticationpolicy", Map.of("login", "jdoe"))
        .then()
        .statusCode(200)
        .body("username", equalTo("jdoe"))
        .body("email", equalTo("jdoe@example.com"))
        .body("policyResponse.password", equalTo(true))
        .body("policyResponse.otp", equalTo(true))
        .body("policyResponse.qrCode", equalTo(false))
        .body("policyResponse.push", equalTo(false))
        .body("isInQuarantine", equalTo(false))
        .body("isAllowedToAuthenticate", equalTo(true))
        .body("isInSafeLocation", equalTo(false))
        .body("isInForgotToken", equalTo(false))
        .body("isBlocked", equalTo(false))
        .body("isOverallocated", equalTo(false))
        .body("isInOverallocated", equalTo(false))
        .body("transactionId", nullValue())
        .body("$", not(hasKey("status")));
  }

  @Test
  void aPasswordThatIsLockedByFailuresShowsAsBlocked() {
    var password = fixture.password(tenant, jdoe);
    fixture.sql(
        "UPDATE credential SET state = 'LOCKED', state_cause = 'FAILURES' WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), password));

    frontEnd
        .post(3, "authenticationpolicy", Map.of("login", "jdoe"))
        .then()
        .body("isBlocked", equalTo(true))
        .body("isAllowedToAuthenticate", equalTo(false));
    expect(
        frontEnd.post(3, "password", Map.of("login", "jdoe", "password", Fixture.PASSWORD)),
        403,
        "201005001");
  }

  private static void expect(Response response, int status, String detail) {
    response
        .then()
        .statusCode(status)
        .contentType("application/json")
        .body("detail", equalTo(detail));
  }
}
