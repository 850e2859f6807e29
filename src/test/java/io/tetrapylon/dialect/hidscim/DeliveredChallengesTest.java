package io.tetrapylon.dialect.hidscim;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tetrapylon.challenge.TestPhone;
import io.tetrapylon.dialect.hidscim.HidTenant.Made;
import io.tetrapylon.dialect.oidc.Endpoint;
import io.tetrapylon.simulator.EnrolledPhones;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * DELIVER-CHALLENGE from end to end, by requests alone: a client provisions a phone and has lines
 * signed, the phone answers, the tenant's callback hears of it and can verify that.
 */
@QuarkusTest
class DeliveredChallengesTest {
  private static final String TOKEN = "c8330849-a9a2-4cad-8d75-8ae4ec180a72";
  private static final String REGISTERED = "https://callback.example/told";
  private static final String NAME = "dc3f84d8-6042-4696-b511-89ad330484df";

  @Inject HidTenant tenants;

  private final Endpoint callback = Endpoint.answering(200);

  Made tenant;
  String user;
  EnrolledPhones.Enrolled phone;

  @BeforeEach
  void aUserWithAPhone() {
    tenant = tenants.made();
    tenants.unlimitedPushes(tenant);
    callbackUrl(REGISTERED);
    user =
        tenant
            .send("POST", "/Users?api-version=8", "{\"userName\":\"jdoe\"}")
            .statusCode(201)
            .extract()
            .path("id");
    var invitation =
        tenant
            .send(
                "POST",
                "/Device/Provision",
                """
                {"deviceType":"DT_TDSV4","owner":{"value":"%s"},"attributes":[{"name":"AUTH_TYPE","value":"AT_TDS"}]}"""
                    .formatted(user))
            .statusCode(201)
            .extract()
            .<String>path("attributes[0].value");
    var gateway = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
    phone = new EnrolledPhones(gateway).enrol(invitation);
  }

  private void callbackUrl(String url) {
    tenants
        .store()
        .sql(
            "UPDATE tenant SET callback_url = $2, allowed_hosts = '{127.0.0.1}' WHERE id = $1 RETURNING id",
            tenant.id(),
            url);
  }

  @AfterEach
  void close() {
    callback.close();
  }

  @Test
  void theUserSeesTheLinesSignsThemAndTheCallbackIsTold() throws Exception {
    // when
    var told = deliver(tenant.token()).statusCode(200).extract().jsonPath();

    // then
    var waiting = phone.waiting().get(0);
    var asked = TestPhone.claims(waiting);
    assertEquals("jdoe", asked.getString("login"));
    assertEquals(
        new JsonArray()
            .add(new JsonObject().put("name", "amount").put("value", "400.00"))
            .add(new JsonObject().put("name", "sortcode").put("value", "20-30-90")),
        asked.getJsonObject("ctx").getJsonArray("details"));
    assertEquals(waiting, phone.open(value(told, "CHALLENGE")));

    // when
    var visit = told("approve", told.getString("numberMatch"), "approved");

    // then
    assertEquals("Bearer " + TOKEN, visit.headers().get("Authorization"));
    assertEquals(NAME, visit.body().getString("auth_req_id"));
    assertEquals("success", visit.body().getString("auth_status"));
    var claims = verified(visit.body().getString("id_token"));
    assertEquals("accept", claims.getStringClaimValue("clientapprovalstatus"));
    authenticator()
        .body("statistics.totalSuccess", equalTo(1))
        .body("statistics.totalFailed", equalTo(0))
        .body("lastSuccessfulDevice.value", equalTo(device()))
        .body("statistics", hasKey("lastSuccessfulDate"));
  }

  @ParameterizedTest
  @CsvSource({"deny, denied, deny", "fraud, fraud, report"})
  void whatTheUserDoesNotSignTheCallbackIsToldToo(String decision, String state, String status)
      throws Exception {
    // given
    deliver(tenant.token()).statusCode(200);

    // when
    var visit = told(decision, "", state);

    // then
    assertEquals(NAME, visit.body().getString("auth_req_id"));
    assertEquals("failure", visit.body().getString("auth_status"));
    var claims = verified(visit.body().getString("id_token"));
    assertEquals(status, claims.getStringClaimValue("clientapprovalstatus"));
    assertNull(claims.getClaimValue("auth_time"));
    authenticator()
        .body("statistics.totalSuccess", equalTo(1))
        .body("statistics.totalFailed", equalTo(0));
  }

  @Test
  void anOperatorMayAskAsAClientMay() throws Exception {
    // given
    var operator = operator("grace");

    // when
    var told = deliver(operator).statusCode(200).extract().jsonPath();

    // then
    assertEquals("grace", TestPhone.claims(phone.waiting().get(0)).getString("rname"));
    var visit = told("approve", told.getString("numberMatch"), "approved");
    assertEquals("success", visit.body().getString("auth_status"));
    assertEquals("grace", verified(visit.body().getString("id_token")).getAudience().get(0));
  }

  /** Nobody may register an address of this machine; the courier of a test goes there. */
  private Endpoint.Visit told(String decision, String digits, String state) {
    callbackUrl(callback.url());
    assertEquals(List.of(state), phone.decide(decision, digits));
    var visit = callback.next();
    callbackUrl(REGISTERED);
    return visit;
  }

  private String operator(String login) {
    String password =
        json("{\"login\":\"%s\",\"role\":\"tenant-admin\"}".formatted(login))
            .header("Authorization", "Bearer " + tenant.token())
            .post("/management/v1/tenants/" + tenant.code() + "/operators")
            .then()
            .statusCode(201)
            .extract()
            .path("password");
    return json("{\"tenant\":\"%s\",\"login\":\"%s\",\"password\":\"%s\"}"
            .formatted(tenant.code(), login, password))
        .post("/management/v1/token")
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }

  private static RequestSpecification json(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  private ValidatableResponse deliver(String by) {
    return tenant.sendAs(
        by,
        "POST",
        "/Authenticator/" + user + ".AT_TDS",
        """
        {"schemas":["urn:hid:scim:api:idp:2.0:Action"],"urn:hid:scim:api:idp:2.0:Action":{"action":"DELIVER-CHALLENGE",
         "attributes":[{"name":"tds","value":"{amount, 400.00},{sortcode,20-30-90}"},{"name":"DEVICETYPE","value":"DT_TDSV4"},
          {"name":"correlationid","value":"%s:%s"}]}}"""
            .formatted(TOKEN, NAME),
        null);
  }

  private static String value(JsonPath told, String name) {
    return told.getString("attributes.find { it.name == '" + name + "' }.value");
  }

  private ValidatableResponse authenticator() {
    return tenant.send("GET", "/Authenticator/" + user + ".AT_TDS", null).statusCode(200);
  }

  private String device() {
    return tenant
        .send("POST", "/Device/.search", "{\"filter\":\"owner.value eq " + user + "\"}")
        .extract()
        .path("resources[0].id");
  }

  /** As a callback that knows nothing but the tenant's published keys verifies it. */
  private JwtClaims verified(String idToken) throws Exception {
    var keys = given().get("/idp/" + tenant.code() + "/jwks.json").asString();
    var resolver = new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys());
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(resolver)
        .setSkipDefaultAudienceValidation()
        .setExpectedIssuer("http://localhost:8080/idp/" + tenant.code())
        .setRequireExpirationTime()
        .build()
        .processToClaims(idToken);
  }
}
