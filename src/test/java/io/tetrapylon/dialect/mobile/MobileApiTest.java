package io.tetrapylon.dialect.mobile;

import static io.restassured.RestAssured.given;
import static io.tetrapylon.device.EnrolledTenant.claims;
import static io.tetrapylon.device.EnrolledTenant.scanned;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.device.Devices;
import io.tetrapylon.device.EnrolledTenant;
import io.tetrapylon.device.Enrolments.Begun;
import io.tetrapylon.device.protocol.Base64Url;
import io.tetrapylon.device.protocol.EnrolmentProof;
import io.tetrapylon.device.protocol.PhoneSeal;
import io.tetrapylon.device.protocol.TestPhone;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.ChannelSettings;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phone's API over HTTP. */
@QuarkusTest
class MobileApiTest {
  private static final String DEVICE = "/mobile/v1/device";

  @TestHTTPResource(value = "/openapi", management = true)
  URL description;

  @Inject GuardedTenant tenants;
  @Inject EnrolledTenant phones;
  @Inject Devices devices;
  @Inject ChannelSettings channels;

  private final TestPhone phone = TestPhone.es256(1);
  private UUID tenant;
  private String code;
  private UUID user;
  private PhoneClient client;

  @BeforeEach
  void aUserWithAPhone() {
    tenant = phones.tenant();
    code = phones.code(tenant);
    user = phones.user(tenant, "jdoe");
    client = new PhoneClient(phone, code, phones.enrol(tenant, user, phone).device());
  }

  @Test
  void aBrowserSubscribesWithTheKeyOfItsTenant() {
    client.send("GET", DEVICE + "/web-push-key", "").statusCode(404);
    var subject = new JsonObject().put("subject", "mailto:ops@example.org");
    tenants.await(() -> channels.set(Actor.SYSTEM, tenant, ChannelKind.WEB_PUSH, subject, null));
    var key = tenants.await(() -> channels.webPushKey(tenant)).orElseThrow();

    client
        .send("GET", DEVICE + "/web-push-key", "")
        .statusCode(200)
        .body("size()", equalTo(1))
        .body("key", equalTo(key));

    given().get(DEVICE + "/web-push-key").then().statusCode(401);
  }

  @Test
  void aPhoneEnrolsByTheSecretOfItsQrCode() {
    // given
    var other = TestPhone.ed25519(5);

    // when
    var told = enrol(body(other)).statusCode(201);

    // then
    told.body("tenant.code", equalTo(code))
        .body("user.id", equalTo(user.toString()))
        .body("user.login", notNullValue())
        .body("challengeKeys[0].alg", equalTo("ES256"))
        .body("challengeKeys[0].kty", equalTo("EC"))
        .body("challengeKeys[0].kid", matchesPattern("[0-9a-f-]{36}"))
        .body("ocra.suite", equalTo("OCRA-1:HOTP-SHA256-6:QH64"));
    var device = UUID.fromString(told.extract().path("device"));
    var box = Base64Url.bytes(told.extract().path("ocra.key")).orElseThrow();
    assertEquals(32, PhoneSeal.OCRA.open(device, other.decryptionKey(), box).orElseThrow().length);
    new PhoneClient(other, code, device)
        .send("GET", DEVICE, "")
        .statusCode(200)
        .body("name", equalTo("Pixel"))
        .body("state", equalTo("active"))
        .body("channel", equalTo("web-push"));
  }

  @Test
  void aPhoneEnrolsByLoginAndTypedCode() {
    var begun = phones.begin(tenant, user, null);
    var invitation = EnrolledTenant.typed("jdoe", begun);
    var body = body(phone, begun);
    body.remove("secret");
    body.put("login", "JDOE")
        .put("code", begun.code().text())
        .put("proof", phone.jws(EnrolmentProof.TYPE, claims(code, invitation, phone)));

    enrol(body).statusCode(201);
  }

  @Test
  void anEnrolmentThatIsNotProvenIsRefusedAsAnyOther() {
    var begun = phones.begin(tenant, user, null);

    var forged = enrol(body(phone, begun).put("proof", "e30.e30.AA")).statusCode(403);
    var unknown = enrol(body(phone, begun).put("secret", "AAAAAAAAAAAAAAAAAAAAAA"));
    var nowhere = enrol(body(phone, begun).put("tenant", "NOWHERE"));

    forged
        .contentType("application/problem+json")
        .body("code", equalTo("activation-invalid"))
        .body("status", equalTo(403));
    assertEquals(forged.extract().asString(), unknown.extract().asString());
    assertEquals(forged.extract().asString(), nowhere.extract().asString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tenant", "signingKey", "encryptionKey", "proof", "name", "platform", "secret"})
  void anEnrolmentWithoutAMemberSaysWhich(String member) {
    var body = body(phone);
    body.remove(member);

    enrol(body)
        .statusCode(400)
        .body("code", equalTo("member-invalid"))
        .body("detail", startsWith(member));
  }

  @Test
  void aBodyThatIsNoStrictJsonIsUnreadable() {
    for (var body : new String[] {"", "[]", "{", "{\"a\":1,\"a\":2}", "{}{}", "null"}) {
      given()
          .contentType("application/json")
          .body(body)
          .post("/mobile/v1/activations")
          .then()
          .statusCode(400)
          .body("code", equalTo("body-unreadable"));
    }
    enrol(body(phone).put("signingKey", phone.encryptionKey().jwk().put("y", "AA")))
        .statusCode(400)
        .body("detail", startsWith("signingKey"));
  }

  @Test
  void withoutAProofNothingIsToBeHad() {
    for (var route : new String[] {"GET ", "PATCH ", "DELETE ", "PUT /target"}) {
      var parts = route.split(" ", 2);
      var path = DEVICE + (parts.length > 1 ? parts[1] : "");
      var body = parts[0].equals("GET") || parts[0].equals("DELETE") ? "" : "{}";
      for (var header : new String[] {"", "Device", "Device x", "Device e30.e30.AA", "Bearer x"}) {
        PhoneClient.send(header, parts[0], path, body)
            .statusCode(401)
            .contentType("application/problem+json")
            .header("WWW-Authenticate", "Device")
            .header("Date", containsString("GMT"))
            .body("code", equalTo("proof-invalid"));
      }
    }
  }

  @Test
  void aProofIsForOnePhoneOneRequestAndOneMinute() {
    var good = client.claims("GET", DEVICE, "");
    long now = Instant.now().getEpochSecond();

    get(good).statusCode(200);
    get(good.copy().put("iat", now - 50)).statusCode(200);
    get(good.copy().put("iat", now - 70)).statusCode(401);
    get(good.copy().put("iat", now + 70)).statusCode(401);
    get(good.copy().put("htm", "DELETE")).statusCode(401);
    get(good.copy().put("htu", DEVICE + "/target")).statusCode(401);
    get(good.copy().put("bh", Base64Url.text(new byte[32]))).statusCode(401);
    get(good.copy().put("tid", phones.code(phones.tenant()))).statusCode(401);
    get(good.copy().put("sub", UUID.randomUUID().toString())).statusCode(401);
    get(good.copy().put("jti", "")).statusCode(401);
    var other = phones.enrol(tenant, user, TestPhone.es256(2)).device();
    get(good.copy().put("sub", other.toString())).statusCode(401);
    var answer = "Device " + phone.jws("answer+jws", good);
    PhoneClient.send(answer, "GET", DEVICE, "").statusCode(401);
  }

  @Test
  void aProofCoversTheBody() {
    var claims = client.claims("PATCH", DEVICE, "{\"name\":\"mine\"}");

    PhoneClient.send(client.proof(claims), "PATCH", DEVICE, "{\"name\":\"theirs\"}")
        .statusCode(401);
    PhoneClient.send(client.proof(claims), "PATCH", DEVICE, "{\"name\":\"mine\"}")
        .statusCode(200)
        .body("name", equalTo("mine"));
  }

  @Test
  void aProofIsNoTokenElsewhere() {
    for (var path :
        new String[] {
          "/management/v1/tenants",
          "/rest/authpoint/authentication/v1/accounts/A/resources/1/password"
        }) {
      var method = path.startsWith("/management") ? "GET" : "POST";
      var body = method.equals("GET") ? "" : "{}";
      var proof = client.proof(client.claims(method, path, body));
      PhoneClient.send(proof, method, path, body).statusCode(401);
    }
  }

  @Test
  void aPhoneSaysWhereItIsReached() {
    client
        .send("PUT", DEVICE + "/target", "{\"channel\":\"fcm\",\"address\":{\"token\":\"t\"}}")
        .statusCode(204);
    client.send("GET", DEVICE, "").body("channel", equalTo("fcm"));
    client
        .send("PUT", DEVICE + "/target", "{\"channel\":\"pigeon\",\"address\":{}}")
        .statusCode(400)
        .body("detail", startsWith("channel"));
    client.send("PUT", DEVICE + "/target", "{}").statusCode(204);
    client.send("GET", DEVICE, "").body("$", org.hamcrest.Matchers.not(hasKey("channel")));
  }

  @Test
  void aSuspendedPhoneSeesThatItIsAndDoesNothing() {
    var operator = new Actor("operator", "grace", null);
    tenants.await(
        () -> devices.step(operator, tenant, client.device(), null, Devices.Step.SUSPEND));

    client.send("GET", DEVICE, "").statusCode(200).body("state", equalTo("suspended"));
    client
        .send("PATCH", DEVICE, "{\"name\":\"x\"}")
        .statusCode(403)
        .body("code", equalTo("device-suspended"));
    client.send("PUT", DEVICE + "/target", "{}").statusCode(403);
    client.send("DELETE", DEVICE, "").statusCode(403);
  }

  @Test
  void whatComesAfterAKeyIsForThePhonesOfItsTenant() {
    var kid = enrol(body(phone)).extract().<String>path("challengeKeys[0].kid");
    var path = "/mobile/v1/challenge-keys/" + kid + "/successor";
    var elsewhere = phones.tenant();
    var foreign = phones.enrol(elsewhere, phones.user(elsewhere, "eve"), phone).device();

    client
        .send("GET", path, "")
        .statusCode(200)
        .body("state", equalTo("current"))
        .body("$", org.hamcrest.Matchers.not(hasKey("statement")));
    for (var strange : new String[] {UUID.randomUUID().toString(), "none"}) {
      client
          .send("GET", "/mobile/v1/challenge-keys/" + strange + "/successor", "")
          .statusCode(404)
          .body("code", equalTo("not-found"));
    }
    new PhoneClient(phone, phones.code(elsewhere), foreign).send("GET", path, "").statusCode(404);
    PhoneClient.send("Device x", "GET", path, "").statusCode(401);
    var operator = new Actor("operator", "grace", null);
    tenants.await(
        () -> devices.step(operator, tenant, client.device(), null, Devices.Step.SUSPEND));
    client.send("GET", path, "").statusCode(403);
  }

  @Test
  void aPhoneRemovesItself() {
    client.send("DELETE", DEVICE, "").statusCode(204);

    client.send("GET", DEVICE, "").statusCode(401);
    assertTrue(tenants.await(() -> devices.list(tenant, user)).isEmpty());
  }

  @Test
  void theDescriptionHasTheOperations() {
    given()
        .accept("application/json")
        .get(description)
        .then()
        .statusCode(200)
        .body("paths", hasKey("/mobile/v1/activations"))
        .body("paths.'/mobile/v1/device'.keySet()", hasItem("patch"))
        .body("components.securitySchemes", hasKey("device"))
        .body("components.securitySchemes", hasKey("bearer"));
  }

  private ValidatableResponse get(JsonObject claims) {
    return PhoneClient.send(client.proof(claims), "GET", DEVICE, "");
  }

  private static ValidatableResponse enrol(JsonObject body) {
    return given()
        .contentType("application/json")
        .body(body.encode())
        .post("/mobile/v1/activations")
        .then();
  }

  private JsonObject body(TestPhone of) {
    return body(of, phones.begin(tenant, user, null));
  }

  private JsonObject body(TestPhone of, Begun begun) {
    var invitation = scanned(begun);
    var keys = new JsonObject().put("p256dh", "BAAA").put("auth", "AAAA");
    var address = new JsonObject().put("endpoint", "https://push.example/1").put("keys", keys);
    return new JsonObject()
        .put("tenant", code)
        .put("secret", invitation.secret())
        .put("signingKey", of.signingKey().jwk().put("kid", "ignored"))
        .put("encryptionKey", of.encryptionKey().jwk())
        .put("proof", of.jws(EnrolmentProof.TYPE, claims(code, invitation, of)))
        .put("name", "Pixel")
        .put("platform", "android 17")
        .put("target", new JsonObject().put("channel", "web-push").put("address", address))
        .put("later", "ignored");
  }
}
