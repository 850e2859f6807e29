package io.tetrapylon.dialect.nevis;

import static io.restassured.RestAssured.given;
import static io.tetrapylon.dialect.nevis.NevisTenant.golden;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of several things that are wrong the first of the contract's order is told: each test mends one
 * more than the one before.
 */
@QuarkusTest
class UafOrderOfChecksTest {
  private static final String PATH = "/fido-authenticators";

  @Inject NevisTenant tenants;

  NevisTenant.Known client;
  JsonObject body;

  @BeforeEach
  void everythingIsWrong() {
    client = tenants.make();
    client.post(PATH, golden("uaf-create.json")).statusCode(201);
    body =
        golden("uaf-create.json")
            .put("aaid", "")
            .put("policyExtId", "none")
            .put("stateName", "none")
            .put("attestationType", "none");
  }

  @Test
  void theTokenComesFirst() {
    given()
        .contentType(ContentType.JSON)
        .body("{")
        .post(client.path(PATH))
        .then()
        .statusCode(401)
        .body("errors[0].code", equalTo("errors.invalidJWTToken"));
  }

  @Test
  void thenTheRights() {
    var token = tenants.token(client.id(), Set.of(Permission.CREDENTIAL_CREATE));

    client
        .as(token)
        .on("nobody")
        .of("nobody")
        .post(PATH, body)
        .statusCode(403)
        .body(
            "errors[0].message",
            equalTo(
                "Permission denied: Caller does not have the required right"
                    + " 'AccessControl.CredentialChangeState' to perform this action"));
  }

  @Test
  void thenTheClient() {
    client
        .on("nobody")
        .of("nobody")
        .post(PATH, body)
        .statusCode(404)
        .body("errors[0].message", equalTo("Client doesn't exist with extId 'nobody'"));
  }

  @Test
  void thenTheUserThenTheDataroom() {
    var token = tenants.tokenSeeing(client.id(), tenants.group(client.id()));

    client.as(token).of("nobody").post(PATH, body).statusCode(404);
    client
        .as(token)
        .post(PATH, body)
        .statusCode(403)
        .body("errors[0].code", equalTo("errors.combinedDataroomDenied"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', errors.invalidParameter, 'The following fields are not valid: aaid'",
    "'aaid', errors.invalidParameter, 'PolicyConfiguration doesn''t exist with extId ''none'''",
    "'aaid,policyExtId', errors.duplicateName, 'A credential with this extId ''cred-123'' already exists'",
    "'aaid,policyExtId,extId', errors.invalidParameter, 'Invalid CredentialState name ''none'''",
    "'aaid,policyExtId,extId,stateName', errors.invalidData, 'Invalid AttestationType name=''none'''",
    "'aaid,policyExtId,extId,stateName,attestationType', errors.duplicateValue, 'A DispatchTarget with extId ''fido-uaf-target-1'' already exists on client with name ''Default'''",
    "'aaid,policyExtId,extId,stateName,attestationType,dispatchTarget', errors.credentialFidoUaf.notUnique, 'The aaid ''ABCD#0001'' and the keyId ''a2V5SWRFeGFtcGxl'' of the FIDO UAF credential must be unique'"
  })
  void thenTheBodyInItsOrder(String mended, String code, String message) {
    for (var name : mended.split(",")) {
      switch (name) {
        case "aaid" -> body.put("aaid", "ABCD#0001");
        case "extId" -> body.put("extId", "cred-2");
        default -> body.remove(name);
      }
    }

    NevisTenant.assertError(client.post(PATH, body), 422, code, message);
  }

  @ParameterizedTest
  @CsvSource({
    "aaid, ABCD0001, errors.credentialFidoUaf.invalidAaidFormat",
    "keyId, a2V5SWRFeGFtcGxl==, errors.credentialFidoUaf.invalidKeyIdFormat",
    "authenticatorVersion, one, errors.credentialFidoUaf.invalidAuthVersionFormat"
  })
  void formsComeAfterWhatIsMissing(String name, String value, String code) {
    client
        .post(PATH, body.put("aaid", "ABCD#0002").put(name, value))
        .statusCode(422)
        .body("errors[0].code", equalTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "type, apns, type",
    "state, archived, state",
    "deviceId, '', deviceId",
    "target, '', target",
    "signingKey, '', signingKey",
    "identification, '', identification"
  })
  void aTargetHasItsRulesToo(String member, String value, String named) {
    body = golden("uaf-create.json");
    body.getJsonObject("dispatchTarget").put(member, value);

    NevisTenant.assertError(
        client.post(PATH, body),
        422,
        "errors.invalidParameter",
        "The following fields are not valid: " + named);
  }

  @ParameterizedTest
  @CsvSource({
    "validity, text, validity",
    "deviceId, 5, deviceId",
    "appId, 5, appId",
    "dispatchTarget, text, dispatchTarget"
  })
  void whatIsOfTheWrongTypeIsNotValid(String member, String value, String named) {
    Object given = value.equals("5") ? (Object) 5 : value;

    NevisTenant.assertError(
        client.post(PATH, golden("uaf-create.json").put(member, given)),
        422,
        "errors.invalidParameter",
        "The following fields are not valid: " + named);
  }

  @Test
  void aValidityThatEndsBeforeItBeginsIsNone() {
    body =
        golden("uaf-create.json")
            .put("validity", new JsonObject().put("from", "2030-01-01").put("to", "2029-01-01"));

    client
        .post(PATH, body)
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.invalidDateInterval"));
  }

  @Test
  void aDateThatIsNoneIsTold() {
    body =
        golden("uaf-create.json")
            .put(
                "validity", new JsonObject().put("from", "tomorrow").put("to", "+999999999-01-01"));

    NevisTenant.assertError(
        client.post(PATH, body),
        422,
        "errors.invalidParameter",
        "The following fields are not valid: from, to");
  }
}
