package io.tetrapylon.dialect.nevis;

import static io.tetrapylon.dialect.nevis.NevisTenant.golden;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FIDO UAF credentials as a client of the API sees them. */
@QuarkusTest
class FidoUafTest {
  private static final String PATH = "/fido-authenticators";
  private static final String ONE = PATH + "/cred-123";

  @Inject NevisTenant tenants;

  NevisTenant.Known client;

  @BeforeEach
  void aClient() {
    client = tenants.make();
  }

  @Test
  void theSampleIsStoredAndReadAgain() {
    var made = client.post(PATH, golden("uaf-create.json")).statusCode(201).extract().asString();

    Golden.assertIs("uaf.json", made);
    Golden.assertIs("uaf.json", client.get(ONE).statusCode(200).extract().asString());
  }

  @Test
  void whatIsLeftOutIsLeftOut() {
    var body = minimal();

    client
        .post(PATH, body)
        .statusCode(201)
        .body("extId", notNullValue())
        .body("stateName", equalTo("active"))
        .body("policyExtId", equalTo("FIDO_UAF"))
        .body("dispatchTarget", nullValue())
        .body("attestationType", nullValue());
  }

  @Test
  void nullCountsAsAbsent() {
    var body = minimal().putNull("extId").putNull("dispatchTarget").putNull("stateName");

    client.post(PATH, body).statusCode(201).body("stateName", equalTo("active"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1.0\"", "1", "1.10", "\"12\"", "2.0"})
  void aVersionIsEchoedAsItCame(String version) {
    var body = minimal().encode().replace("\"1.0\"", version);

    var answer =
        client.request().body(body).post(client.path(PATH)).then().statusCode(201).extract();

    assertTrue(
        answer.asString().contains("\"authenticatorVersion\":" + version + ","), answer.asString());
  }

  @Test
  void aKeyWithLinesIsKept() {
    var pem = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";

    client
        .post(PATH, minimal().put("publicKey", pem))
        .statusCode(201)
        .body("publicKey", equalTo(pem));
  }

  @Test
  void aTargetThatIsThereAlreadyIsLinked() {
    client.post(PATH, golden("uaf-create.json")).statusCode(201);

    client
        .post(PATH, minimal().put("dispatchTargetExtId", "fido-uaf-target-1"))
        .statusCode(201)
        .body("dispatchTarget.name", equalTo("FIDO UAF Target"));
    client
        .post(PATH, minimal().put("keyId", "Yg").put("dispatchTargetExtId", "nothing"))
        .statusCode(422)
        .body("errors[0].message", containsString("dispatchTargetExtId"));
  }

  @Test
  void aListIsReadPageByPage() {
    for (var id : new String[] {"YQ", "Yg", "Yw"}) {
      client.post(PATH, minimal().put("keyId", id)).statusCode(201);
    }

    var first = client.get(PATH + "?limit=2").statusCode(200).body("items.size()", equalTo(2));
    String token = first.extract().path("continuationToken");
    client
        .get(PATH + "?limit=2&continuationToken=" + token)
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].keyId", equalTo("Yw"))
        .body("continuationToken", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=x, limit",
    "limit=1001, limit",
    "continuationToken=x, continuationToken"
  })
  void aPageThatIsNoneIsRefused(String query, String named) {
    client
        .get(PATH + "?" + query)
        .statusCode(422)
        .body("errors[0].message", equalTo("The following fields are not valid: " + named));
  }

  @Test
  void aPatchChangesWhatItNames() {
    client.post(PATH, golden("uaf-create.json")).statusCode(201);
    var patch =
        new JsonObject()
            .put("version", 0)
            .put("stateName", "disabled")
            .put("stateChangeDetail", "lost")
            .put("policyExtId", "GENERIC")
            .put("validity", new JsonObject().put("from", "2024-01-01"))
            .put("modificationComment", "by phone");

    client
        .patch(ONE, patch)
        .statusCode(200)
        .body("version", equalTo(1))
        .body("stateName", equalTo("disabled"))
        .body("stateChangeDetail", equalTo("lost"))
        .body("policyExtId", equalTo("GENERIC"))
        .body("validity.from", equalTo("2024-01-01T00:00:00Z"))
        .body("validity.to", nullValue())
        .body("modificationComment", equalTo("by phone"));
  }

  @Test
  void aStalePatchIsRefused() {
    client.post(PATH, golden("uaf-create.json")).statusCode(201);
    client.patch(ONE, new JsonObject().put("version", 0).put("modificationComment", "x"));

    client
        .patch(ONE, new JsonObject().put("version", 0).put("modificationComment", "y"))
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.optimisticLockingFailure"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "active",
        "tmp-locked",
        "fail-locked",
        "reset-code",
        "admin-changed",
        "disabled",
        "archived"
      })
  void aStateThatWasWrittenIsReadBack(String state) {
    client.post(PATH, golden("uaf-create.json")).statusCode(201);

    client.patch(ONE, new JsonObject().put("stateName", state)).statusCode(200);

    client.get(ONE).statusCode(200).body("stateName", equalTo(state));
  }

  @Test
  void whatIsArchivedStaysSo() {
    client.post(PATH, golden("uaf-create.json")).statusCode(201);
    client.patch(ONE, new JsonObject().put("stateName", "archived")).statusCode(200);

    client
        .patch(ONE, new JsonObject().put("stateName", "active"))
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.modifyArchivedCredential"));
    client
        .post(PATH, minimal().put("keyId", "a2V5SWRFeGFtcGxl"))
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.credentialFidoUaf.notUnique"));
  }

  @Test
  void aPatchThatIsNotValidIsTold() {
    client.post(PATH, golden("uaf-create.json")).statusCode(201);

    client
        .patch(ONE, new JsonObject().put("version", "one"))
        .statusCode(422)
        .body("errors[0].message", equalTo("The following fields are not valid: version"));
    client
        .patch(ONE, new JsonObject().put("stateName", "none"))
        .statusCode(422)
        .body("errors[0].message", equalTo("Invalid CredentialState name 'none'"));
    client
        .patch(ONE, new JsonObject().put("policyExtId", "AT_OTP"))
        .statusCode(422)
        .body(
            "errors[0].message",
            equalTo("Policy Configuration AT_OTP is not of type GenericCredentialPolicy"));
  }

  @Test
  void whatWasDeletedFreesItsKeysAndItsTarget() {
    client.post(PATH, golden("uaf-create.json")).statusCode(201);

    client.delete(ONE).statusCode(204);

    client
        .get(ONE)
        .statusCode(404)
        .body(
            "errors[0].message",
            equalTo(
                "FIDO UAF credential with the extId cred-123 does not exist under the user user-123"));
    client.post(PATH, golden("uaf-create.json")).statusCode(201);
  }

  @Test
  void trailingSlashesDoNotMatter() {
    client.post(PATH + "/", golden("uaf-create.json")).statusCode(201);

    client.get(ONE + "/").statusCode(200);
    client.get(PATH + "/").statusCode(200);
  }

  static JsonObject minimal() {
    return new JsonObject()
        .put("aaid", "ABCD#0001")
        .put("keyId", "YQ")
        .put("authenticatorVersion", "1.0")
        .put("publicKey", "MFkw...")
        .put("publicKeyAlgorithm", "SHA256")
        .put("appId", "app");
  }
}
