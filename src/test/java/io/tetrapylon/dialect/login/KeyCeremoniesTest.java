package io.tetrapylon.dialect.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.authentication.Keys;
import io.tetrapylon.credential.fido2.SoftAuthenticator;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ceremonies of WebAuthn through the login API, with authenticators in software. */
@QuarkusTest
class KeyCeremoniesTest {
  @Inject Fixture fixture;
  @Inject Keys keys;

  Fixture.Tenant tenant;
  String token;
  UUID user;
  SoftAuthenticator authenticator;

  @BeforeEach
  void aUser() {
    tenant = keys.tenant();
    token = FrontEnd.of(tenant).token();
    user = fixture.user(tenant, "jdoe");
    authenticator = new SoftAuthenticator(-7);
  }

  @ParameterizedTest
  @ValueSource(ints = {-7, -8, -35, -36, -257})
  void aKeyIsRegisteredAndLetsItsUserInAlone(int algorithm) {
    // given
    authenticator = new SoftAuthenticator(algorithm);
    registered().statusCode(200).body("state", equalTo("active"));
    authenticator.counter++;

    // when
    var answer = passkey();

    // then
    answer
        .statusCode(200)
        .body("authorized", equalTo(true))
        .body("userId", equalTo(user.toString()))
        .body("username", equalTo("jdoe"));
  }

  @Test
  void theOptionsAreWhatABrowserReads() {
    keys.register(tenant, user, authenticator);

    var begun = post("/login/v1/webauthn/registrations", Map.of("login", "jdoe"));

    begun
        .then()
        .statusCode(201)
        .body("publicKey.rp.id", equalTo("localhost"))
        .body("publicKey.user.name", equalTo("jdoe"))
        .body("publicKey.attestation", equalTo("none"))
        .body("publicKey.pubKeyCredParams", hasSize(5))
        .body("publicKey.excludeCredentials[0].id", equalTo(authenticator.idText()));
  }

  @Test
  void aKeyIsTheSecondFactorAfterAPassword() {
    fixture.password(tenant, user);
    keys.register(tenant, user, authenticator);
    authenticator.flags = SoftAuthenticator.PRESENT;
    authenticator.counter++;

    var begun = begin(Keys.SECOND, Map.of("login", "jdoe", "password", Fixture.PASSWORD));

    begun.then().statusCode(201).body("publicKey.userVerification", equalTo("preferred"));
    end(Keys.SECOND, begun).statusCode(200).body("username", equalTo("jdoe"));
  }

  @Test
  void noKeyIsAskedAfterAWrongPassword() {
    fixture.password(tenant, user);
    keys.register(tenant, user, authenticator);

    begin(Keys.SECOND, Map.of("login", "jdoe", "password", "wrong-password"))
        .then()
        .statusCode(403)
        .body("code", equalTo("code-wrong"));
  }

  @Test
  void aPasskeyAloneIsNotEnoughWhereAPasswordIsWanted() {
    keys.register(tenant, user, authenticator);
    authenticator.counter++;

    end(Keys.SECOND, begin(Keys.SECOND, Map.of()))
        .statusCode(403)
        .body("code", equalTo("method-not-in-policy"));
  }

  @Test
  void whereAKeyIsEnoughItVerifiesItsUser() {
    keys.register(tenant, user, authenticator);
    authenticator.flags = SoftAuthenticator.PRESENT;
    authenticator.counter++;

    end(Keys.ALONE, begin(Keys.ALONE, Map.of("login", "jdoe"))).statusCode(403);

    assertEquals("USER_UNVERIFIED", lastDetail());
  }

  @Test
  void aLoginThatNobodyHasIsAskedLikeAnyOther() {
    keys.register(tenant, user, authenticator);

    var known = begin(Keys.ALONE, Map.of("login", "jdoe"));
    var nobody = begin(Keys.ALONE, Map.of("login", "nobody"));
    var again = begin(Keys.ALONE, Map.of("login", "nobody"));

    assertEquals(known.statusCode(), nobody.statusCode());
    assertEquals(id(nobody), id(again));
    assertNotEquals(id(known), id(nobody));
    end(Keys.ALONE, nobody).statusCode(403).body("code", equalTo("code-wrong"));
  }

  private static String id(Response begun) {
    return begun.path("publicKey.allowCredentials[0].id");
  }

  @Test
  void anImportedKeyLetsNobodyInBeforeItIsActivated() {
    keys.imported(tenant, user, authenticator);
    authenticator.userHandle = new byte[] {1, 2, 3};
    authenticator.counter++;
    passkey().statusCode(403).body("code", equalTo("code-wrong"));

    var begun =
        post(
            "/login/v1/webauthn/activations",
            Map.of("login", "jdoe", "credentialId", authenticator.idText()));
    authenticator.counter++;
    var activated =
        post(
            "/login/v1/webauthn/activations/" + begun.path("id"),
            Map.of("credential", authenticator.use(begun.path("publicKey.challenge"))));

    activated.then().statusCode(200).body("state", equalTo("active"));
    authenticator.counter++;
    passkey().statusCode(200);
  }

  @Test
  void whatProvesNothingActivatesNothing() {
    keys.imported(tenant, user, authenticator);
    var thief = new SoftAuthenticator(-7);
    System.arraycopy(authenticator.id, 0, thief.id, 0, thief.id.length);
    thief.counter = 1;

    var begun =
        post(
            "/login/v1/webauthn/activations",
            Map.of("login", "jdoe", "credentialId", authenticator.idText()));
    var path = "/login/v1/webauthn/activations/" + begun.path("id");
    var answer = post(path, Map.of("credential", thief.use(begun.path("publicKey.challenge"))));

    answer.then().statusCode(403).body("code", equalTo("code-wrong"));
    assertEquals("SIGNATURE", lastDetail());
    assertEquals("INITIAL", state());
    authenticator.counter++;
    post(path, Map.of("credential", authenticator.use(begun.path("publicKey.challenge"))))
        .then()
        .statusCode(403)
        .body("code", equalTo("ceremony-unknown"));
  }

  @Test
  void aPasskeyWithoutAttestationIsPendingWhereOneIsWanted() {
    keys.attestation(tenant, "SELF_OR_BETTER");

    registered().statusCode(200).body("state", equalTo("initial"));
  }

  @Test
  void aSelfAttestationIsEnoughWhereOneIsWanted() {
    keys.attestation(tenant, "SELF_OR_BETTER");
    var begun = post("/login/v1/webauthn/registrations", Map.of("login", "jdoe"));
    begun.then().body("publicKey.attestation", equalTo("direct"));
    var made = authenticator.make(begun.path("publicKey.challenge"), "packed", authenticator::self);

    finished(begun, made)
        .statusCode(200)
        .body("state", equalTo("active"))
        .body("attestation", equalTo("self"));
  }

  @Test
  void aSelfAttestationIsNotEnoughWhereRootsMustVouch() {
    keys.attestation(tenant, "TRUSTED_ONLY");
    var begun = post("/login/v1/webauthn/registrations", Map.of("login", "jdoe"));
    var made = authenticator.make(begun.path("publicKey.challenge"), "packed", authenticator::self);

    finished(begun, made).statusCode(400).body("code", equalTo("attestation-refused"));
  }

  @Test
  void ofFiftyAnswersToOneChallengeOneIsGood() {
    keys.register(tenant, user, authenticator);
    authenticator.counter++;
    var begun = begin(Keys.ALONE, Map.of());
    var body = Map.of("credential", authenticator.use(begun.path("publicKey.challenge")));
    var path = path(Keys.ALONE) + "/" + begun.path("id");

    long granted =
        IntStream.range(0, 50)
            .parallel()
            .filter(each -> post(path, body).statusCode() == 200)
            .count();

    assertEquals(1, granted);
    assertEquals("ACTIVE", state());
  }

  @Test
  void aChallengeIsForTheCallerAndTheResourceItWasMadeFor() {
    keys.register(tenant, user, authenticator);
    authenticator.counter++;
    var begun = begin(Keys.ALONE, Map.of());
    var body = Map.of("credential", authenticator.use(begun.path("publicKey.challenge")));
    fixture.policy(tenant, 73, "another key", "FIDO2");
    var foreign = keys.tenant();

    post(path(73) + "/" + begun.path("id"), body)
        .then()
        .statusCode(403)
        .body("code", equalTo("ceremony-unknown"));
    given()
        .header("Authorization", "Bearer " + FrontEnd.of(foreign).token())
        .contentType(ContentType.JSON)
        .body(body)
        .post(path(Keys.ALONE) + "/" + begun.path("id"))
        .then()
        .statusCode(403)
        .body("code", equalTo("ceremony-unknown"));
    post(path(Keys.ALONE) + "/" + begun.path("id"), body).then().statusCode(200);
  }

  @Test
  void aChallengeEndsAfterFiveMinutes() {
    keys.register(tenant, user, authenticator);
    authenticator.counter++;
    var begun = begin(Keys.ALONE, Map.of());
    fixture.sql(
        "UPDATE ceremony SET expires_at = expires_at - interval '5 minutes' WHERE tenant_id = $1",
        Tuple.of(tenant.id()));

    end(Keys.ALONE, begun).statusCode(403).body("code", equalTo("ceremony-unknown"));
  }

  @Test
  void aCopiedAuthenticatorIsNoticedRefusedAndCounted() {
    keys.register(tenant, user, authenticator);
    authenticator.counter = 5;
    passkey().statusCode(200);

    passkey().statusCode(403).body("code", equalTo("code-wrong"));

    assertEquals("AUTHENTICATOR_CLONED", lastReason());
    assertEquals(1, credential("failures"));
    authenticator.counter = 6;
    passkey().statusCode(200);
    assertEquals(0, credential("failures"));
  }

  @Test
  void wrongAnswersLockTheKey() {
    keys.register(tenant, user, authenticator);
    authenticator.counter++;
    authenticator.client = json -> json.put("origin", "https://localhost.evil.example");
    for (int i = 0; i < 3; i++) {
      passkey().statusCode(403);
    }
    authenticator.client = json -> json;

    passkey().statusCode(403);

    assertEquals("CREDENTIAL_LOCKED", lastReason());
    assertEquals("LOCKED", state());
  }

  @Test
  void whatIsSuspendedElsewhereLetsNobodyIn() {
    keys.register(tenant, user, authenticator);
    fixture.sql(
        "UPDATE credential SET state = 'DISABLED' WHERE tenant_id = $1 AND kind = 'FIDO2'",
        Tuple.of(tenant.id()));
    authenticator.counter++;

    passkey().statusCode(403).body("code", equalTo("code-wrong"));
  }

  @Test
  void anAuthenticatorWithoutACounterIsUsedAgainAndAgain() {
    keys.register(tenant, user, authenticator);

    passkey().statusCode(200);
    passkey().statusCode(200);
  }

  @Test
  void readOnlyCallersBeginNothing() {
    given()
        .header("Authorization", "Bearer " + FrontEnd.readOnly(tenant).token())
        .contentType(ContentType.JSON)
        .body(Map.of())
        .post(path(Keys.ALONE))
        .then()
        .statusCode(403);
  }

  @Test
  void modelsThatTheTenantDeniesAreRefused() {
    fixture.sql(
        "INSERT INTO webauthn_rules VALUES ($1, '{}', ARRAY[$2]::uuid[], '{}', 1)",
        Tuple.of(tenant.id(), new UUID(0, 0)));

    registered().statusCode(400).body("code", equalTo("attestation-refused"));
  }

  private ValidatableResponse registered() {
    var begun = post("/login/v1/webauthn/registrations", Map.of("login", "jdoe"));
    return finished(begun, authenticator.make(begun.path("publicKey.challenge")));
  }

  private ValidatableResponse finished(Response begun, SoftAuthenticator.Made made) {
    authenticator.userHandle =
        java.util.Base64.getUrlDecoder().decode(begun.<String>path("publicKey.user.id"));
    return post(
            "/login/v1/webauthn/registrations/" + begun.path("id"),
            Map.of("credential", authenticator.registration(made), "friendlyName", "Mine"))
        .then();
  }

  private ValidatableResponse passkey() {
    return end(Keys.ALONE, begin(Keys.ALONE, Map.of()));
  }

  private Response begin(long resource, Map<String, ?> body) {
    return post(path(resource), body);
  }

  private ValidatableResponse end(long resource, Response begun) {
    var body = new HashMap<String, Object>();
    body.put("credential", authenticator.use(begun.path("publicKey.challenge")));
    body.put("address", "10.0.0.1");
    return post(path(resource) + "/" + begun.path("id"), body).then();
  }

  private static String path(long resource) {
    return "/login/v1/resources/" + resource + "/webauthn/authentications";
  }

  private Response post(String path, Object body) {
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path);
  }

  private Object state() {
    return credential("state");
  }

  private Object credential(String column) {
    return fixture.value(
        "SELECT " + column + " FROM credential WHERE tenant_id = $1 AND kind = 'FIDO2'",
        Tuple.of(tenant.id()));
  }

  private Object lastDetail() {
    return last("detail");
  }

  private Object lastReason() {
    return last("reason");
  }

  private Object last(String column) {
    return fixture.value(
        "SELECT " + column + " FROM audit_event WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1",
        Tuple.of(tenant.id()));
  }
}
