package io.tetrapylon.dialect.oidc;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathToken;
import io.tetrapylon.kernel.Secret;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token endpoint for API clients and, by password or code, for end users; and discovery. */
@QuarkusTest
class TokenEndpointTest {
  private static final int GUESSES = 50;

  @Inject Fixture fixture;

  Fixture.Tenant tenant;
  UUID user;
  String passwords;
  String codes;

  @BeforeEach
  void aUserWithAPasswordAndAToken() {
    tenant = fixture.tenant();
    user = fixture.user(tenant, "jdoe");
    fixture.password(tenant, user);
    fixture.hotp(tenant, user);
    passwords = code(tenant.passwordPolicy());
    codes = code(tenant.oathPolicy());
  }

  @ParameterizedTest
  @CsvSource({"''", "/"})
  void aClientGetsATokenThatIsGoodEverywhere(String slash) {
    String token =
        BackchannelTenant.as(tenant.accessId())
            .formParam("grant_type", "client_credentials")
            .post(path("token") + slash)
            .then()
            .statusCode(200)
            .body("token_type", equalTo("Bearer"))
            .body("expires_in", equalTo(3600))
            .extract()
            .path("access_token");

    bearer(token).get("/management/v1/tenants/" + tenant.code() + "/users").then().statusCode(200);
    bearer(token).get(path("userinfo")).then().statusCode(403);
  }

  @Test
  void theClientMayShowItselfInTheBodyInstead() {
    body(tenant.accessId(), "secret-" + tenant.accessId()).then().statusCode(200);
    body(tenant.accessId(), "wrong")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Basic"))
        .body("error", equalTo("invalid_client"));
    body("", "x").then().statusCode(401);
    BackchannelTenant.as(tenant.accessId())
        .formParam("client_id", tenant.accessId())
        .formParam("client_secret", "secret-" + tenant.accessId())
        .formParam("grant_type", "client_credentials")
        .post(path("token"))
        .then()
        .statusCode(400)
        .body("error", equalTo("invalid_request"));
  }

  @Test
  void aClientThatComesAgainCostsNoHash() {
    body(tenant.accessId(), "secret-" + tenant.accessId()).then().statusCode(200);
    fixture.sql(
        "UPDATE api_client SET password_hash = 'x' WHERE tenant_id = $1", Tuple.of(tenant.id()));

    body(tenant.accessId(), "secret-" + tenant.accessId()).then().statusCode(200);
  }

  @Test
  void aPasswordIsAnEndUsersTokenAndNeverAClients() {
    String token =
        grant("jdoe", passwords, Fixture.PASSWORD)
            .then()
            .statusCode(200)
            .extract()
            .path("access_token");

    bearer(token)
        .get(path("userinfo"))
        .then()
        .statusCode(200)
        .body("sub", equalTo(user.toString()))
        .body("preferred_username", equalTo("jdoe"))
        .body("email", equalTo("jdoe@example.com"));
    bearer(token).get("/management/v1/tenants/" + tenant.code() + "/users").then().statusCode(403);
    var elsewhere = fixture.tenant();
    bearer(token).get("/idp/" + elsewhere.code() + "/authn/userinfo").then().statusCode(401);
  }

  @Test
  void aCodeIsGoodOnce() {
    grant("jdoe", codes, otp(0)).then().statusCode(200);
    grant("jdoe", codes, otp(0)).then().statusCode(400).body("error", equalTo("invalid_grant"));
    grant("JDOE@example.com", codes, otp(1)).then().statusCode(200);
  }

  @Test
  void ofFiftyRequestsWithOneCodeOneIsGranted() throws Exception {
    var pool = Executors.newFixedThreadPool(GUESSES);
    var code = otp(0);
    var all =
        Stream.generate(() -> pool.submit(() -> grant("jdoe", codes, code).statusCode()))
            .limit(GUESSES)
            .toList();
    int granted = 0;
    for (var each : all) {
      granted += each.get() == 200 ? 1 : 0;
    }
    pool.shutdown();

    assertEquals(1, granted);
  }

  @Test
  void whateverIsWrongIsOneAndTheSame() {
    fixture.user(tenant, "bare");
    var blocked = fixture.user(tenant, "blocked");
    fixture.password(tenant, blocked);
    fixture.sql(
        "UPDATE app_user SET status = 'BLOCKED' WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), blocked));
    var wrong = grant("jdoe", passwords, "wrong").then().statusCode(400).extract().asString();

    for (var answer :
        new Response[] {
          grant("nobody", passwords, Fixture.PASSWORD),
          grant("nobody", codes, "123456"),
          grant("bare", passwords, Fixture.PASSWORD),
          grant("bare", codes, "123456"),
          grant("blocked", passwords, Fixture.PASSWORD),
          grant("jdoe", "AT_NOTHING", Fixture.PASSWORD),
          grant("jdoe", codes, Fixture.PASSWORD),
          grant("jdoe", codes, "1"),
          grant("jdoe", codes, "abcdef"),
          grant("jdoe", passwords, otp(0)),
          grant("jdoe\u0000", passwords, "x")
        }) {
      assertEquals(400, answer.statusCode());
      assertEquals(wrong, answer.asString());
    }
  }

  @Test
  void guessesLockAsEverywhere() {
    for (int i = 0; i < 3; i++) {
      grant("jdoe", codes, "000000").then().statusCode(400);
    }

    grant("jdoe", codes, otp(0)).then().statusCode(400).body("error", equalTo("invalid_grant"));
    assertEquals(
        "LOCKED",
        fixture.value(
            "SELECT state FROM credential WHERE tenant_id = $1 AND kind = 'OATH'",
            Tuple.of(tenant.id())));
  }

  @Test
  void theTrailNamesTheTrueReason() {
    grant("jdoe", codes, "000000");

    assertEquals(
        "CODE_WRONG",
        fixture.value(
            "SELECT reason FROM audit_event WHERE tenant_id = $1 AND action = 'authenticate.authenticator'",
            Tuple.of(tenant.id())));
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type,, invalid_request",
    "grant_type, authorization_code, unsupported_grant_type",
    "authType,, invalid_request",
    "username,, invalid_request",
    "password,, invalid_request",
    "mode, ASYNCHRONOUS, invalid_request"
  })
  void aRequestThatIsNotRightIsRefusedByName(String parameter, String value, String error) {
    var parameters = parameters("jdoe", passwords, Fixture.PASSWORD);
    parameters.put(parameter, value == null ? "" : value);

    BackchannelTenant.as(tenant.accessId())
        .formParams(parameters)
        .post(path("token"))
        .then()
        .statusCode(400)
        .body("error", equalTo(error));
  }

  @Test
  void whoMayOnlyReadTriesNoPasswords() {
    BackchannelTenant.as(tenant.readOnlyAccessId())
        .formParams(parameters("jdoe", passwords, Fixture.PASSWORD))
        .post(path("token"))
        .then()
        .statusCode(400)
        .body("error", equalTo("unauthorized_client"));
  }

  @Test
  void theMetadataNamesEachEndpointAndTheKeysVerifyTheTokens() throws Exception {
    var issuer = "http://localhost:8080/idp/" + tenant.code();
    for (var path :
        new String[] {
          "/idp/" + tenant.code() + "/.well-known/openid-configuration",
          "/.well-known/oauth-authorization-server/idp/" + tenant.code()
        }) {
      RestAssured.get(path)
          .then()
          .statusCode(200)
          .header("Cache-Control", "public, max-age=60")
          .body("issuer", equalTo(issuer))
          .body("jwks_uri", equalTo(issuer + "/jwks.json"))
          .body("token_endpoint", equalTo(issuer + "/authn/token"))
          .body("backchannel_authentication_endpoint", equalTo(issuer + "/authn/bcauthorize"))
          .body("backchannel_token_delivery_modes_supported", hasItem("push"))
          .body("userinfo_endpoint", notNullValue());
    }
    var keys =
        new JsonWebKeySet(RestAssured.get("/idp/" + tenant.code() + "/jwks.json").asString());
    var jws = new JsonWebSignature();
    jws.setCompactSerialization(grant("jdoe", passwords, Fixture.PASSWORD).path("access_token"));
    jws.setKey(keys.findJsonWebKey(jws.getKeyIdHeaderValue(), "RSA", "sig", "RS256").getKey());
    org.junit.jupiter.api.Assertions.assertTrue(jws.verifySignature());
  }

  @Test
  void aTenantThatNobodyHasHasNoMetadata() {
    for (var code : new String[] {"nobody", "a%20b", "%ff", "x".repeat(100)}) {
      for (var path :
          new String[] {
            "/idp/" + code + "/.well-known/openid-configuration",
            "/idp/" + code + "/jwks.json",
            "/.well-known/oauth-authorization-server/idp/" + code
          }) {
        RestAssured.given().urlEncodingEnabled(false).get(path).then().statusCode(404);
      }
    }
  }

  private String code(UUID policy) {
    return (String)
        fixture.value(
            "SELECT code FROM credential_policy WHERE tenant_id = $1 AND id = $2",
            Tuple.of(tenant.id(), policy));
  }

  private static String otp(long counter) {
    return new OathToken(
            OathMethod.HOTP, OathAlgorithm.SHA1, 6, 30, Secret.of(Fixture.SECRET), -1, 0, 1, 10)
        .codeAt(counter);
  }

  private String path(String endpoint) {
    return "/idp/" + tenant.code() + "/authn/" + endpoint;
  }

  private static io.restassured.specification.RequestSpecification bearer(String token) {
    return RestAssured.given().header("Authorization", "Bearer " + token);
  }

  private Response body(String id, String secret) {
    return RestAssured.given()
        .contentType("application/x-www-form-urlencoded")
        .formParam("grant_type", "client_credentials")
        .formParam("client_id", id)
        .formParam("client_secret", secret)
        .post(path("token"));
  }

  private static Map<String, String> parameters(String username, String authType, String password) {
    return new HashMap<>(
        Map.of(
            "grant_type", "password",
            "mode", "SYNCHRONOUS",
            "authType", authType,
            "username", username,
            "password", password));
  }

  private Response grant(String username, String authType, String password) {
    return BackchannelTenant.as(tenant.accessId())
        .formParams(parameters(username, authType, password))
        .post(path("token"));
  }
}
