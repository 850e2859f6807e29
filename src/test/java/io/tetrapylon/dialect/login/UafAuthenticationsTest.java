package io.tetrapylon.dialect.login;

import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.credential.uaf.protocol.TestAuthenticator;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.kernel.Ids;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in with a FIDO UAF authenticator, as a front end and an attacker see it. */
@QuarkusTest
class UafAuthenticationsTest {
  private static final long ALONE = 31;
  private static final long AFTER_PASSWORD = 32;
  private static final String APP = "https://app.example/facets.json";
  private static final String FACET = "https://app.example";

  @Inject Fixture fixture;
  @Inject Ids ids;

  private final TestAuthenticator authenticator = TestAuthenticator.of(7);
  private Fixture.Tenant tenant;
  private UUID user;
  private UUID credential;
  private String token;

  @BeforeEach
  void aUserWithAnAuthenticator() {
    tenant = fixture.tenant();
    fixture.policy(tenant, ALONE, "uaf", "FIDO_UAF");
    fixture.policy(tenant, AFTER_PASSWORD, "password and uaf", "PASSWORD,FIDO_UAF");
    user = fixture.user(tenant, "jdoe");
    fixture.password(tenant, user);
    credential = registered(tenant, user, authenticator, authenticator.rawKey());
    token = FrontEnd.of(tenant).token();
  }

  private UUID registered(Fixture.Tenant in, UUID of, TestAuthenticator with, String publicKey) {
    var id = ids.next();
    var policy = ids.next();
    fixture.sql(
        """
        INSERT INTO credential_policy VALUES ($1, $2, 'UAF', 'UAF', 'FIDO_UAF', true, NULL, 1, 10, now(), 0)
        ON CONFLICT DO NOTHING""",
        Tuple.of(in.id(), policy));
    fixture.sql(
        """
        INSERT INTO credential (tenant_id, id, user_id, policy_id, kind, external_id, label, state, created_at, modified_at)
        SELECT $1, $2, $3, p.id, 'FIDO_UAF', $2::text, 'uaf', 'ACTIVE', now(), now()
          FROM credential_policy p WHERE p.tenant_id = $1 AND p.code = 'UAF'""",
        Tuple.of(in.id(), id, of));
    fixture.sql(
        """
        INSERT INTO credential_uaf (tenant_id, credential_id, aaid, key_id, version_text, version_is_number, public_key,
               public_key_algorithm, app_id)
        VALUES ($1, $2, $3, $4, '1.0', false, $5, 'SHA256', $6)""",
        Tuple.of(in.id(), id, with.aaid, with.keyIdText(), publicKey, APP));
    return id;
  }

  @Test
  void aUserIsWhoTheirAuthenticatorSays() {
    answer(begin("jdoe"), draft -> {})
        .statusCode(200)
        .body("authorized", equalTo(true))
        .body("username", equalTo("jdoe"))
        .body("userId", equalTo(user.toString()));

    assertEquals(1L, column("moving_factor"));
    assertEquals(1L, column("successes"));
    assertEquals("GRANTED", audited("outcome"));
  }

  @Test
  void whatIsAskedIsTheProtocolsMessage() {
    var asked = begin("jdoe").getJsonArray("uafRequest").getJsonObject(0);

    assertEquals("Auth", asked.getJsonObject("header").getString("op"));
    assertEquals(APP, asked.getJsonObject("header").getString("appID"));
    var accepted =
        asked.getJsonObject("policy").getJsonArray("accepted").getJsonArray(0).getJsonObject(0);
    assertEquals(new JsonArray().add("ABCD#0001"), accepted.getJsonArray("aaid"));
    assertEquals(new JsonArray().add(authenticator.keyIdText()), accepted.getJsonArray("keyIDs"));
  }

  @Test
  void anAnswerIsGoodOnce() {
    var asked = begin("jdoe");
    var message = authenticator.draft(asked.getJsonArray("uafRequest"), FACET).message();

    send(asked, message).statusCode(200);
    refused(send(asked, message));
    assertEquals("CEREMONY_UNKNOWN", audited("reason"));
  }

  @Test
  void ofTwentyAtOnceOneIsTaken() {
    // given
    var asked = begin("jdoe");
    var message = authenticator.draft(asked.getJsonArray("uafRequest"), FACET).message();

    // when
    var statuses = race(20, number -> send(asked, message).extract().statusCode());

    // then
    assertEquals(1, statuses.stream().filter(status -> status == 200).count());
    assertEquals(1L, column("successes"));
  }

  @Test
  void ofTwoAnswersWithOneCounterOneIsTaken() {
    // given
    var asked = List.of(begin("jdoe"), begin("jdoe"), begin("jdoe"), begin("jdoe"));
    var messages =
        asked.stream()
            .map(
                each -> {
                  var draft = authenticator.draft(each.getJsonArray("uafRequest"), FACET);
                  draft.counter = 9;
                  return draft.message();
                })
            .toList();

    // when
    var statuses =
        race(4, number -> send(asked.get(number), messages.get(number)).extract().statusCode());

    // then
    assertEquals(1, statuses.stream().filter(status -> status == 200).count());
    assertEquals(9L, column("moving_factor"));
  }

  private static List<Integer> race(int attempts, java.util.function.IntFunction<Integer> each) {
    var threads = Executors.newFixedThreadPool(attempts);
    try {
      return IntStream.range(0, attempts)
          .mapToObj(number -> CompletableFuture.supplyAsync(() -> each.apply(number), threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aCounterThatDoesNotGrowIsACopy() {
    answer(begin("jdoe"), draft -> draft.counter = 5).statusCode(200);

    refused(answer(begin("jdoe"), draft -> draft.counter = 5));

    assertEquals("AUTHENTICATOR_CLONED", audited("reason"));
    assertEquals(5L, column("moving_factor"));
  }

  @Test
  void threeWrongAnswersLockTheAuthenticator() {
    for (int wrong = 0; wrong < 3; wrong++) {
      refused(answer(begin("jdoe"), draft -> draft.signature = made -> made[0] ^= 1));
      assertEquals("ASSERTION_WRONG", audited("reason"));
      assertEquals("SIGNATURE", audited("detail"));
    }

    assertEquals("LOCKED", column("state"));
    var decoy = begin("jdoe");
    refused(answer(decoy, draft -> {}));
  }

  @Test
  void aWrongAnswerUsesItsChallengeUp() {
    var asked = begin("jdoe");
    refused(answer(asked, draft -> draft.nonce = new byte[1]));

    refused(answer(asked, draft -> {}));

    assertEquals("CEREMONY_UNKNOWN", audited("reason"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISABLED", "ARCHIVED", "INITIAL"})
  void whatIsOutOfUseOpensNothing(String state) {
    var asked = begin("jdoe");
    fixture.sql(
        "UPDATE credential SET state = $3 WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), credential, state));

    refused(answer(asked, draft -> {}));
    assertEquals(0L, column("successes"));
  }

  @Test
  void aTextThatIsShownIsSigned() {
    var asked = begin(ALONE, new JsonObject().put("login", "jdoe").put("text", "Pay 5 CHF"));

    answer(asked, draft -> {}).statusCode(200);
    var other = begin(ALONE, new JsonObject().put("login", "jdoe").put("text", "Pay 500 CHF"));
    refused(answer(other, draft -> draft.transactionHash = new byte[32]));
    assertEquals("TRANSACTION", audited("detail"));
  }

  @Test
  void wherePasswordsAreWantedTheyComeFirst() {
    var body = new JsonObject().put("login", "jdoe");
    post(AFTER_PASSWORD, "", body).statusCode(400);
    post(AFTER_PASSWORD, "", body.copy().put("password", "wrong")).statusCode(403);

    var asked = begin(AFTER_PASSWORD, body.copy().put("password", Fixture.PASSWORD));

    answer(AFTER_PASSWORD, asked, draft -> {}).statusCode(200);
    post(ALONE, "", body.copy().put("password", Fixture.PASSWORD)).statusCode(400);
  }

  @Test
  void aChallengeIsForItsResourceAndItsCallerAlone() {
    var asked = begin("jdoe");
    var stranger = fixture.tenant();
    fixture.policy(stranger, ALONE, "uaf", "FIDO_UAF");
    registered(stranger, fixture.user(stranger, "jdoe"), authenticator, authenticator.rawKey());
    var ours = token;

    token = FrontEnd.of(stranger).token();
    refused(answer(asked, draft -> {}));
    token = ours;
    refused(answer(AFTER_PASSWORD, asked, draft -> {}));
    answer(asked, draft -> {}).statusCode(200);
  }

  @Test
  void aChallengeEnds() {
    var asked = begin("jdoe");
    fixture.sql(
        "UPDATE ceremony SET expires_at = now() WHERE tenant_id = $1", Tuple.of(tenant.id()));

    refused(answer(asked, draft -> {}));
  }

  @Test
  void anotherUsersAuthenticatorIsNone() {
    var other = TestAuthenticator.of(8);
    registered(tenant, fixture.user(tenant, "grace"), other, other.rawKey());
    var asked = begin("jdoe");

    refused(send(asked, other.draft(asked.getJsonArray("uafRequest"), FACET).message()));
    assertEquals("CREDENTIAL_MISSING", audited("reason"));
  }

  @Test
  void whoHasNoneIsAskedAsOneWhoHas() {
    fixture.user(tenant, "none");

    for (var login : new String[] {"none", "nobody"}) {
      var asked = begin(login).getJsonArray("uafRequest").getJsonObject(0);
      assertEquals(APP, asked.getJsonObject("header").getString("appID"));
      var again = begin(login).getJsonArray("uafRequest").getJsonObject(0);
      assertEquals(asked.getJsonObject("policy"), again.getJsonObject("policy"));
      assertNotEquals(asked.getString("challenge"), again.getString("challenge"));
      refused(answer(begin(login), draft -> {}));
    }
  }

  @Test
  void aKeyThatIsNoneOpensNothing() {
    fixture.sql(
        "UPDATE credential_uaf SET public_key = '…' WHERE tenant_id = $1", Tuple.of(tenant.id()));

    refused(answer(begin("jdoe"), draft -> {}));
    assertEquals("KEY_UNUSABLE", audited("detail"));
  }

  @Test
  void whatIsNoResponseOfTheProtocolIsSaid() {
    var asked = begin("jdoe");
    for (var body : new String[] {"{}", "{\"uafResponse\":[]}", "{\"uafResponse\":[null]}"}) {
      post(ALONE, "/" + asked.getString("id"), new JsonObject(body))
          .statusCode(400)
          .body("detail", startsWith("uafResponse"));
    }
    answer(asked, draft -> {}).statusCode(200);
  }

  @Test
  void aLicenceWithoutFidoAsksNobody() {
    fixture.sql("UPDATE tenant SET licence_fido = false WHERE id = $1", Tuple.of(tenant.id()));

    post(ALONE, "", new JsonObject().put("login", "jdoe"))
        .statusCode(403)
        .body("code", equalTo("feature-off"));
  }

  @Test
  void aMethodThatThePolicyLacksIsNotAsked() {
    post(2, "", new JsonObject().put("login", "jdoe"))
        .statusCode(403)
        .body("code", equalTo("method-not-in-policy"));
  }

  private JsonObject begin(String login) {
    return begin(ALONE, new JsonObject().put("login", login).put("address", "10.0.0.1"));
  }

  private JsonObject begin(long resource, JsonObject body) {
    return new JsonObject(post(resource, "", body).statusCode(201).extract().asString());
  }

  private ValidatableResponse answer(JsonObject asked, Consumer<TestAuthenticator.Draft> change) {
    return answer(ALONE, asked, change);
  }

  private ValidatableResponse answer(
      long resource, JsonObject asked, Consumer<TestAuthenticator.Draft> change) {
    var draft = authenticator.draft(asked.getJsonArray("uafRequest"), FACET);
    change.accept(draft);
    return send(resource, asked, draft.message());
  }

  private ValidatableResponse send(JsonObject asked, JsonArray message) {
    return send(ALONE, asked, message);
  }

  private ValidatableResponse send(long resource, JsonObject asked, JsonArray message) {
    var body = new JsonObject().put("uafResponse", message).put("address", "10.0.0.1");
    return post(resource, "/" + asked.getString("id"), body);
  }

  private ValidatableResponse post(long resource, String rest, JsonObject body) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .contentType(ContentType.JSON)
        .body(body.encode())
        .post("/login/v1/resources/" + resource + "/uaf" + rest)
        .then();
  }

  private static void refused(ValidatableResponse answer) {
    answer.statusCode(403).body("code", anyOf(equalTo("code-wrong"), equalTo("ceremony-unknown")));
  }

  private Object column(String name) {
    return fixture.value(
        "SELECT " + name + " FROM credential WHERE tenant_id = $1 AND id = $2",
        Tuple.of(tenant.id(), credential));
  }

  private Object audited(String column) {
    return fixture.value(
        "SELECT "
            + column
            + " FROM audit_event WHERE tenant_id = $1 AND action = 'authenticate.uaf' ORDER BY id DESC LIMIT 1",
        Tuple.of(tenant.id()));
  }
}
