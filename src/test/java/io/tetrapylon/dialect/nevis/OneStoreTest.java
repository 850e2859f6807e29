package io.tetrapylon.dialect.nevis;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tetrapylon.authentication.Fixture;
import io.tetrapylon.challenge.Phones;
import io.tetrapylon.credential.oath.Base32Secret;
import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathToken;
import io.tetrapylon.dialect.authpoint.FrontEnd;
import io.tetrapylon.dispatch.ChannelKind;
import io.tetrapylon.dispatch.ChannelSettings;
import io.tetrapylon.dispatch.Visits;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made through this API works, and is seen, through the others. */
@QuarkusTest
class OneStoreTest {
  @Inject Fixture fixture;
  @Inject Phones phones;
  @Inject ChannelSettings channels;
  @Inject Vertx vertx;
  @Inject io.tetrapylon.credential.GuardedTenant tenants;

  Fixture.Tenant tenant;
  UUID user;
  FrontEnd frontEnd;
  NevisTenant.Known client;

  @BeforeEach
  void aUserWithoutCredentials() {
    tenant = phones.tenant();
    phones.unlimited(tenant);
    user = fixture.user(tenant, "jdoe");
    frontEnd = FrontEnd.of(tenant);
    client =
        new NevisTenant.Known(tenant.id(), tenant.code(), user, user.toString(), frontEnd.token());
    policy("FIDO_UAF");
    policy("GENERIC");
  }

  private void policy(String kind) {
    fixture.sql(
        "INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), $2, $2, $2, true, NULL, 1, 10, now(), 0)",
        Tuple.of(tenant.id(), kind));
  }

  @Test
  void anOathCredentialMadeHereAnswersOtp() {
    var made = oath();

    otp(code(made, 0)).statusCode(200).body("authenticationResult", equalTo("AUTHORIZED"));

    client
        .get("/oath-credentials/cred-123")
        .body("successfulLoginCount", equalTo(1))
        .body("counter", equalTo(1));
  }

  @Test
  void whatIsDisabledHereOpensNothingThere() {
    var made = oath();

    for (var state : new String[] {"disabled", "tmp-locked", "reset-code", "fail-locked"}) {
      client.patch("/oath-credentials/cred-123", state(state)).statusCode(200);
      otp(code(made, 0)).statusCode(403);
      client.patch("/oath-credentials/cred-123", state("active")).statusCode(200);
    }
    otp(code(made, 0)).statusCode(200);
  }

  @Test
  void whatIsLockedByFailuresThereIsSeenHere() {
    var made = oath();
    for (int failure = 0; failure < 3; failure++) {
      otp(wrong(code(made, 0))).statusCode(403);
    }

    client
        .get("/credentials/cred-123")
        .body("stateName", equalTo("fail-locked"))
        .body("stateChangeReason", equalTo("failures"))
        .body("failedLoginCount", equalTo(3));
    otp(code(made, 1)).statusCode(403);
  }

  @Test
  void aPolicyOfOneFailureLocksByTheFirst() {
    fixture.sql(
        "INSERT INTO credential_policy VALUES ($1, gen_random_uuid(), 'strict', 'strict', 'OATH', false, 1, 1, 10, now(), 0)",
        Tuple.of(tenant.id()));
    var made = oath();
    client
        .patch("/oath-credentials/cred-123", new JsonObject().put("policyExtId", "strict"))
        .statusCode(200);

    otp(wrong(code(made, 0))).statusCode(403);

    otp(code(made, 1)).statusCode(403);
    client.get("/oath-credentials/cred-123").body("stateName", equalTo("fail-locked"));
  }

  @Test
  void anEndedValidityEndsItThere() {
    var made = oath();
    var past = new JsonObject().put("from", "2020-01-01").put("to", "2021-01-01");

    client
        .patch("/oath-credentials/cred-123", new JsonObject().put("validity", past))
        .statusCode(200);

    otp(code(made, 0)).statusCode(403);
  }

  @Test
  void aTargetMadeHereReceivesPushes() {
    var server = webhook();
    uaf(local(server), null);

    String transaction = push().statusCode(200).extract().path("transactionId");

    await(() -> server.count() == 1);
    var message = server.visit(0).body().toJsonObject();
    assertEquals(transaction, message.getString("id"));
    assertEquals("fido-uaf", message.getJsonObject("message").getString("typ"));
    frontEnd
        .request()
        .get(frontEnd.path(Phones.PLAIN, "transactions/" + transaction))
        .then()
        .statusCode(202);
  }

  @Test
  void aCredentialThatIsDisabledIsNotTold() {
    var server = webhook();
    uaf(local(server), null);
    client.patch("/fido-authenticators/uaf-123", state("disabled")).statusCode(200);

    push().statusCode(404).body("detail", equalTo("201045012"));

    client.patch("/fido-authenticators/uaf-123", state("active")).statusCode(200);
    client
        .patch("/dispatch-targets/dt-1", new JsonObject().put("state", "disabled"))
        .statusCode(200);
    push().statusCode(404).body("detail", equalTo("201045012"));
    assertEquals(0, server.count());
  }

  @Test
  void aTargetThatNoChannelLeadsToReceivesNothing() {
    uaf("4711", "SomeDispatcher");

    push().statusCode(404).body("detail", equalTo("201045012"));
  }

  @Test
  void anEnrolledPhoneIsAmongTheTargets() {
    var phone = phones.phone(tenant, user);
    fixture.sql(
        """
        INSERT INTO dispatch_target (tenant_id, id, external_id, user_id, device_id, channel, sealed_address, name, active, created_at)
        VALUES ($1, $2, 'phone-1', $3, $4, 'FCM', '\\x01', 'Pixel', true, now())""",
        Tuple.of(tenant.id(), UUID.randomUUID(), user, phone.device()));

    client
        .get("/dispatch-targets/phone-1")
        .statusCode(200)
        .body("type", equalTo("phone"))
        .body("dispatcher", equalTo("fcm"))
        .body("deviceId", equalTo(phone.device().toString()));
    client
        .patch("/dispatch-targets/phone-1", new JsonObject().put("state", "disabled"))
        .statusCode(200)
        .body("state", equalTo("disabled"));
    client
        .patch("/dispatch-targets/phone-1", new JsonObject().put("target", "https://evil.example"))
        .statusCode(422);
  }

  @Test
  void allKindsAreListedByTheirNames() {
    fixture.password(tenant, user);
    oath();
    uaf("4711", null);
    phones.phone(tenant, user);

    var types = client.get("/credentials").statusCode(200).extract().path("items.type");

    assertEquals(
        java.util.List.of("Password", "OATH", "FIDO UAF Authenticator", "Generic Credential"),
        types);
  }

  private JsonObject oath() {
    var body =
        new JsonObject()
            .put("label", "x")
            .put("extId", "cred-123")
            .put("authenticationMethod", "HOTP");
    return new JsonObject(
        client.post("/oath-credentials", body).statusCode(201).extract().asString());
  }

  private void uaf(String target, @Nullable String dispatcher) {
    var reached = new JsonObject().put("extId", "dt-1").put("target", target);
    if (dispatcher != null) {
      reached.put("dispatcher", dispatcher);
    }
    client
        .post(
            "/fido-authenticators",
            FidoUafTest.minimal().put("extId", "uaf-123").put("dispatchTarget", reached))
        .statusCode(201);
  }

  private Visits webhook() {
    fixture.sql(
        "UPDATE tenant SET allowed_hosts = $2 WHERE id = $1",
        Tuple.of(tenant.id()).addArrayOfString(new String[] {"localhost"}));
    tenants.await(
        () ->
            channels.set(
                io.tetrapylon.audit.Actor.SYSTEM,
                tenant.id(),
                ChannelKind.WEBHOOK,
                new JsonObject().put("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                null));
    return new Visits(vertx).answer(Visits.Told.status(204));
  }

  private static String local(Visits server) {
    return server.url().replaceFirst("//[^:]*", "//localhost") + "/hook";
  }

  private ValidatableResponse push() {
    return frontEnd
        .post(Phones.PLAIN, "transactions", Map.of("login", "jdoe", "type", "PUSH"))
        .then();
  }

  private ValidatableResponse otp(String code) {
    return frontEnd.otp(2, "jdoe", code).then();
  }

  private static JsonObject state(String name) {
    return new JsonObject().put("stateName", name);
  }

  /** What an authenticator app shows that scanned the URI. */
  private static String code(JsonObject made, int counter) {
    var secret = made.getString("uri").replaceFirst(".*secret=([A-Z2-7]+).*", "$1");
    return new OathToken(
            OathMethod.HOTP, OathAlgorithm.SHA1, 6, 30, Base32Secret.parse(secret), -1, 0, 1, 10)
        .codeAt(counter);
  }

  private static String wrong(String code) {
    return code.equals("000000") ? "000001" : "000000";
  }

  private static void await(BooleanSupplier condition) {
    for (int turn = 0; turn < 500 && !condition.getAsBoolean(); turn++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertTrue(condition.getAsBoolean());
  }
}
