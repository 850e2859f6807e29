package io.tetrapylon.dialect.nevis;

import static io.tetrapylon.dialect.nevis.NevisTenant.assertError;
import static io.tetrapylon.dialect.nevis.NevisTenant.golden;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dispatch targets as a client of the API sees them. */
@QuarkusTest
class TargetsTest {
  private static final String PATH = "/dispatch-targets";
  private static final String ONE = PATH + "/fido-uaf-target-1";

  @Inject NevisTenant tenants;

  NevisTenant.Known client;

  @BeforeEach
  void aClientWithATarget() {
    client = tenants.make();
    client.post("/fido-authenticators", golden("uaf-create.json")).statusCode(201);
  }

  @Test
  void aTargetIsListedAndRead() {
    client.get(PATH).statusCode(200).body("items.size()", equalTo(1));
    client
        .get(ONE)
        .statusCode(200)
        .body("type", equalTo("fido-uaf"))
        .body("target", equalTo("https://fidoexample.com/authenticate"))
        .body("appAttestation.environment", equalTo("production"));
  }

  @Test
  void aPatchChangesWhatItNames() {
    var patch =
        new JsonObject()
            .put("version", 0)
            .put("state", "disabled")
            .put("dispatcher", "fcm")
            .put("target", "token-1");

    client
        .patch(ONE, patch)
        .statusCode(200)
        .body("version", equalTo(1))
        .body("state", equalTo("disabled"))
        .body("target", equalTo("token-1"))
        .body("name", equalTo("FIDO UAF Target"));
    client
        .patch(ONE, patch)
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.optimisticLockingFailure"));
  }

  @Test
  void aTargetThatItsDispatcherCannotReadIsNotValid() {
    assertError(
        client.patch(ONE, new JsonObject().put("dispatcher", "apns").put("target", "no hex")),
        422,
        "errors.invalidParameter",
        "The following fields are not valid: target");
  }

  @Test
  void aNameOfAnotherTargetIsTaken() {
    var second = FidoUafTest.minimal().put("keyId", "Yg");
    second.put("dispatchTarget", new JsonObject().put("extId", "dt-2").put("name", "Pixel"));
    client.post("/fido-authenticators", second).statusCode(201);

    assertError(
        client.patch(ONE, new JsonObject().put("name", "Pixel")),
        422,
        "errors.duplicateName",
        "A DispatchTarget with the same name already exists for the user");
    client.patch(ONE, new JsonObject().put("name", "FIDO UAF Target")).statusCode(200);
  }

  @Test
  void whatWasReachedThereIsReachedNowhere() {
    client.delete(ONE).statusCode(204);

    assertError(
        client.get(ONE),
        404,
        "errors.noRecord",
        "DispatchTarget with the extId fido-uaf-target-1 does not exist under the user user-123");
    client
        .get("/fido-authenticators/cred-123")
        .statusCode(200)
        .body("dispatchTargetExtId", nullValue());
  }
}
