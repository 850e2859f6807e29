package io.tetrapylon.dialect.hidscim;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.ldap.TestDirectory;
import io.tetrapylon.credential.oath.NewOathToken;
import io.tetrapylon.credential.oath.OathParameters;
import io.tetrapylon.credential.oath.OathTokens;
import io.tetrapylon.device.EnrolledTenant;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.dialect.hidscim.HidTenant.Made;
import io.tetrapylon.user.User;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every sample of HID's page on authenticators, asked and answered. */
@QuarkusTest
class SeedSamplesTest {
  @Inject HidTenant tenants;
  @Inject OathTokens tokens;
  @Inject EnrolledTenant phones;

  Made tenant;

  @BeforeEach
  void aTenant() {
    tenant = tenants.made();
  }

  @Test
  void getAnAuthenticator() {
    // given
    var token = token(tenants.user(tenant, 10033, "jsmith"), "AT_EMPOTP", null);
    sql(
        "UPDATE credential_oath SET number = 127474 WHERE tenant_id = $1 AND credential_id = $2",
        token);
    sql(
        "UPDATE credential SET version = 0, successes = 6, last_success_at = now() WHERE tenant_id = $1 AND id = $2",
        token);

    // then
    tenant
        .send("GET", "/Authenticator/10033.AT_EMPOTP", null)
        .statusCode(200)
        .header("ETag", "W/\"1\"");
    same("get", tenant.send("GET", "/Authenticator/10033.AT_EMPOTP", null));
    tenant.send("GET", "/Authenticator/10033.AT_CUSTOTP", null).statusCode(404);
  }

  @Test
  void createADeviceAuthenticator() {
    tenants.user(tenant, 11288, "jdoe");

    var made = tenant.send("POST", "/Authenticator?api-version=8", Golden.request("create-device"));

    made.statusCode(201).header("Location", location("Authenticator/11288.AT_CUSTOTP"));
    same("create-device", made);
  }

  @Test
  void createAPasswordAuthenticator() {
    tenants.user(tenant, 12345, "user12345");

    var made =
        tenant.send("POST", "/Authenticator?api-version=8", Golden.request("create-password"));

    made.statusCode(201);
    same("create-password", made);
  }

  @Test
  void updateAPassword() {
    // given
    var user = tenants.user(tenant, 10275, "user12345");
    tenants.password(tenant, user);
    var dates =
        "{\"status\":{\"startDate\":\"2023-05-15T18:15:21+00:00\",\"expiryDate\":\"2023-11-15T18:15:21+00:00\"}}";
    tenant.send("PUT", "/Authenticator/10275.AT_EMPPWD", dates).statusCode(200);
    tenants
        .store()
        .sql("UPDATE credential SET version = -2 WHERE tenant_id = $1 RETURNING id", tenant.id());

    // when
    var changed =
        tenant.send("PUT", "/Authenticator/10275.AT_EMPPWD", Golden.request("replace-password"));

    // then
    changed.statusCode(200);
    same("replace-password", changed);
  }

  @Test
  void searchForAnAuthenticator() {
    token(tenants.user(tenant, 20792, "jdoe"), "AT_EMPOTP", null);
    token(tenants.user(tenant, 20793, "other"), "AT_EMPOTP", null);

    tenant
        .send("POST", "/Authenticator/.search", Golden.request("search"))
        .statusCode(200)
        .body("totalResults", equalTo(1))
        .body("startIndex", equalTo(1))
        .body("itemsPerPage", equalTo(1))
        .body("resources", hasSize(1))
        .body("resources[0].id", equalTo("20792.AT_EMPOTP"));
  }

  @Test
  void getAChallengeByUserCode() {
    token(tenants.user(tenant, 10033, "myUser"), "AT_EMPOTP", null);

    for (var id : new String[] {"10033.AT_EMPOTP", ".AT_EMPOTP"}) {
      var answer = tenant.send("POST", "/Authenticator/" + id, Golden.request("user-challenge"));
      sameChallenge("user-challenge", answer, "[0-9]{8}", "0");
    }
  }

  @Test
  void getAChallengeByDevice() {
    token(tenants.user(tenant, 10033, "jsmith"), "AT_EMPOTP", "14851787148870370719");

    for (var id : new String[] {"10033.AT_EMPOTP", ".AT_EMPOTP"}) {
      var answer = tenant.send("POST", "/Authenticator/" + id, Golden.request("device-challenge"));
      sameChallenge("device-challenge", answer, "[0-9]{8}", "0");
    }
    tenant
        .send("POST", "/Authenticator/99.AT_EMPOTP", Golden.request("device-challenge"))
        .statusCode(404);
  }

  @Test
  void resetTheFailCounter() {
    // given
    var token = token(tenants.user(tenant, 10033, "jsmith"), "AT_EMPOTP", null);
    sql(
        "UPDATE credential SET state = 'LOCKED', state_cause = 'FAILURES', failures = 3 WHERE tenant_id = $1 AND id = $2",
        token);
    tenant
        .send("GET", "/Authenticator/10033.AT_EMPOTP", null)
        .body("status.active", equalTo(false));

    // when
    tenant.send("POST", "/Authenticator/10033.AT_EMPOTP", Golden.request("reset")).statusCode(200);

    // then
    tenant
        .send("GET", "/Authenticator/10033.AT_EMPOTP", null)
        .body("status.status", equalTo("ENABLED"))
        .body("status.active", equalTo(true))
        .body("statistics.consecutiveFailed", equalTo(0));
  }

  @Test
  void createAnAuthenticatorWithLdapPassThrough() throws Exception {
    try (var people = TestDirectory.start().with("LDAP_USER_009")) {
      // given
      tenants.directory(tenant, people.url());

      // when
      var made = tenant.send("POST", "/Authenticator?api-version=8", Golden.request("create-ldap"));

      // then
      String id = made.statusCode(201).extract().path("id");
      var sample =
          new JsonObject(
              Golden.response("create-ldap", tenant.code())
                  .encode()
                  .replace("11324", id.replace(".AT_LDAP", "")));
      sample.getJsonObject("meta").put("version", "2"); // its validity is the first change
      Golden.assertSame(sample, made.extract().asString());
      tenant.send("POST", "/Authenticator", Golden.request("create-ldap")).statusCode(409);
      tenant
          .send("POST", "/Authenticator", Golden.request("create-ldap").replace("_009", "_010"))
          .statusCode(502);
    }
  }

  @Test
  void deliverAChallenge() {
    // given
    var user = tenants.user(tenant, 11914, "jdoe");
    var phone = phones.enrol(tenant.id(), user.id(), TestPhone.es256(7));
    tenants
        .store()
        .sql(
            "UPDATE device SET number = 11936 WHERE tenant_id = $1 AND id = $2 RETURNING id",
            tenant.id(),
            phone.device());

    tenants.unlimitedPushes(tenant);

    for (var id : new String[] {"11914.AT_TDS", ".AT_TDS"}) {
      // when
      var answer = tenant.send("POST", "/Authenticator/" + id, Golden.request("deliver-challenge"));

      // then
      var challenge =
          tenants
              .store()
              .sql(
                  "SELECT number, context FROM challenge WHERE tenant_id = $1 ORDER BY id DESC LIMIT 1",
                  tenant.id());
      sameChallenge(
          "deliver-challenge",
          answer,
          "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+",
          challenge.getLong("number").toString());
      assertEquals(
          "[{\"name\":\"amount\",\"value\":\"400.00\"},{\"name\":\"sortcode\",\"value\":\"20-30-90\"},"
              + "{\"name\":\"account_to\",\"value\":\"1234-5678\"}]",
          new JsonObject(challenge.getString("context")).getJsonArray("details").encode());
    }
    var trail =
        tenants
            .store()
            .sql(
                "SELECT detail FROM audit_event WHERE tenant_id = $1 AND action = 'transaction.request' LIMIT 1",
                tenant.id());
    assertTrue(trail.getString(0).contains("sha256"), trail.getString(0));
  }

  @Test
  void registerAndUnregisterAnAddress() {
    // given
    tenants.user(tenant, 17606, "user1");
    tenant.send("POST", "/Authenticator", Golden.request("register-oob")).statusCode(400);
    tenant
        .send("PUT", "/Users/17606", "{\"emails\":[{\"value\":\"user1@example.com\"}]}")
        .statusCode(200);

    // when
    var made = tenant.send("POST", "/Authenticator/?api-version=8", Golden.request("register-oob"));

    // then
    made.statusCode(201);
    same("register-oob", made);
    tenant.send("POST", "/Authenticator", Golden.request("register-oob")).statusCode(409);
    tenant.send("GET", "/Authenticator/17606.AT_OOBEML", null).body("status.active", equalTo(true));
    for (var id : new String[] {".AT_OOBEML", "17606.AT_OOBEML"}) {
      tenant
          .send("POST", "/Authenticator/" + id, Golden.request("unregister-oob"))
          .statusCode(id.startsWith(".") ? 200 : 404);
    }
  }

  @Test
  void anAddressIsGoodWithinTheDatesThatItIsRegisteredWith() {
    // given
    var user = tenants.user(tenant, 17606, "user1");
    tenant
        .send("PUT", "/Users/17606", "{\"emails\":[{\"value\":\"user1@example.com\"}]}")
        .statusCode(200);
    var dates =
        new JsonObject()
            .put("startDate", "2020-05-21T08:19:47Z")
            .put("expiryDate", "2025-05-20T08:19:47Z");
    var body = new JsonObject(Golden.request("register-oob")).put("status", dates);

    // when
    var made = tenant.send("POST", "/Authenticator/?api-version=8", body);

    // then
    made.statusCode(201)
        .body("status.startDate", equalTo("2020-05-21T08:19:47Z"))
        .body("status.expiryDate", equalTo("2025-05-20T08:19:47Z"))
        .body("status.active", equalTo(true));
    assertEquals(
        false,
        tenants
            .store()
            .sql(
                "SELECT valid_to > now() FROM credential WHERE tenant_id = $1 AND user_id = $2",
                tenant.id(),
                user.id())
            .getBoolean(0));
    var backwards = dates.copy().put("expiryDate", "2019-05-20T08:19:47Z");
    tenant.send("POST", "/Authenticator", body.put("status", backwards)).statusCode(400);
  }

  private UUID token(User user, String policy, String externalId) {
    var validity =
        new Validity(Instant.parse("2022-11-20T18:15:21Z"), Instant.parse("2024-11-19T18:15:21Z"));
    var made =
        new NewOathToken("Phone", OathParameters.USUAL, null, 0, policy, externalId, validity);
    return tenants
        .store()
        .await(() -> tokens.create(GuardedTenant.OPERATOR, tenant.id(), user.id(), made))
        .token()
        .credential()
        .id();
  }

  private void sql(String statement, UUID credential) {
    tenants.store().sql(statement + " RETURNING tenant_id", tenant.id(), credential);
  }

  private String location(String path) {
    return "http://localhost:8080/scim/" + tenant.code() + "/v2/" + path;
  }

  private void same(String sample, ValidatableResponse answer) {
    answer.contentType(equalTo(Scim.MEDIA_TYPE));
    Golden.assertSame(Golden.response(sample, tenant.code()), answer.extract().asString());
  }

  /** A challenge is another each time. */
  private void sameChallenge(
      String sample, ValidatableResponse answer, String challenge, String transaction) {
    var told = new JsonObject(answer.statusCode(200).extract().asString());
    var expected = Golden.response(sample, tenant.code());
    var value = told.getJsonArray("attributes").getJsonObject(0).getString("value");
    assertTrue(value.matches(challenge), value);
    assertEquals(transaction, told.getJsonArray("attributes").getJsonObject(1).getString("value"));
    expected.getJsonArray("attributes").getJsonObject(0).put("value", value);
    expected.getJsonArray("attributes").getJsonObject(1).put("value", transaction);
    Golden.assertSame(expected, told.encode());
  }
}
