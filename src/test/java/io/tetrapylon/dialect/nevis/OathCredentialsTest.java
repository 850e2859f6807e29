package io.tetrapylon.dialect.nevis;

import static io.tetrapylon.dialect.nevis.NevisTenant.assertError;
import static io.tetrapylon.dialect.nevis.NevisTenant.golden;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OATH credentials as a client of the API sees them, with the rows of its documentation. */
@QuarkusTest
class OathCredentialsTest {
  private static final String PATH = "/oath-credentials";
  private static final String ONE = PATH + "/cred-123";

  @Inject NevisTenant tenants;

  NevisTenant.Known client;

  @BeforeEach
  void aClient() {
    client = tenants.make();
  }

  @Test
  void theSampleIsMadeAndReadAgain() {
    var made = create().extract().asString();

    Golden.assertIs("oath-created.json", made);
    Golden.assertIs("oath.json", client.get(ONE).statusCode(200).extract().asString());
  }

  @Test
  void theUriIsToldOnce() {
    create()
        .body("uri", startsWith("otpauth://totp/Default:My%20OATH%20Token?secret="))
        .body("uri", endsWith("&issuer=Default&algorithm=SHA1&digits=6&period=30"));

    client.get(ONE).body("uri", nullValue());
    client.get(PATH).body("items[0].uri", nullValue()).body("items[0].secret", notNullValue());
  }

  @Test
  void theSecretIsNeverThePlainOne() {
    var made = create().extract();
    String uri = made.path("uri");
    String plain = uri.replaceFirst(".*secret=([A-Z2-7]+).*", "$1");
    String sealed = made.path("secret");

    assertFalse(sealed.contains(plain));
    client.get(ONE).body("secret", equalTo(sealed)).body("secret", not(containsString(plain)));
  }

  @ParameterizedTest
  @CsvSource({"SHA1,6,15", "SHA256,8,60", "SHA512,6,30"})
  void aTimeBasedOneIsMadeAsWanted(String algorithm, int digits, int period) {
    var body =
        new JsonObject()
            .put("label", "x")
            .put("authenticationMethod", "TOTP")
            .put("hashingAlgorithm", algorithm)
            .put("digits", digits)
            .put("period", period);

    client
        .post(PATH, body)
        .statusCode(201)
        .body("hashingAlgorithm", equalTo(algorithm))
        .body("digits", equalTo(digits))
        .body("period", equalTo(period))
        .body(
            "uri", endsWith("&algorithm=" + algorithm + "&digits=" + digits + "&period=" + period));
  }

  @Test
  void aCounterBasedOneBeginsWhereItIsTold() {
    var body =
        new JsonObject().put("label", "x").put("authenticationMethod", "HOTP").put("counter", 7);

    client
        .post(PATH, body)
        .statusCode(201)
        .body("counter", equalTo(7))
        .body("uri", startsWith("otpauth://hotp/"))
        .body("uri", endsWith("&counter=7"));
  }

  @ParameterizedTest
  @CsvSource({
    "label, '', label",
    "authenticationMethod, OCRA, authenticationMethod",
    "hashingAlgorithm, MD5, hashingAlgorithm",
    "digits, 7, digits",
    "digits, 5, digits",
    "period, 0, period",
    "counter, 1, counter",
    "secret, JBSWY3DPEHPK3PXP, secret"
  })
  void whatIsNotValidIsTold(String member, String value, String named) {
    Object given = value.matches("[0-9]+") ? (Object) Integer.valueOf(value) : value;

    assertError(
        client.post(PATH, new JsonObject().put("label", "x").put(member, given)),
        422,
        "errors.invalidParameter",
        "The following fields are not valid: " + named);
  }

  @Test
  void anExternalIdIsTakenOnce() {
    create();

    assertError(
        client.post(PATH, golden("oath-create.json")),
        422,
        "errors.duplicateName",
        "A credential with this extId 'cred-123' already exists");
  }

  @Test
  void aPolicyIsOneForSuchCredentials() {
    assertError(
        client.post(PATH, golden("oath-create.json").put("policyExtId", "none")),
        422,
        "errors.invalidParameter",
        "PolicyConfiguration doesn't exist with extId 'none'");
    assertError(
        client.post(PATH, golden("oath-create.json").put("policyExtId", "AT_EMPPWD")),
        422,
        "errors.invalidParameter",
        "Policy Configuration AT_EMPPWD is not of type OathPolicy");
    client
        .post(PATH, golden("oath-create.json").put("policyExtId", "AT_OTP"))
        .statusCode(201)
        .body("policyExtId", equalTo("AT_OTP"));
  }

  @Test
  void aNewOneMayBeDisabled() {
    client
        .post(PATH, golden("oath-create.json").put("stateName", "disabled"))
        .statusCode(201)
        .body("stateName", equalTo("disabled"));
    assertError(
        client.post(PATH, golden("oath-create.json").put("stateName", "archived")),
        422,
        "errors.invalidParameter",
        "Invalid CredentialState name 'archived'");
  }

  @Test
  void aPatchChangesLabelAndState() {
    create();

    client
        .patch(
            ONE,
            new JsonObject().put("version", 0).put("label", "Other").put("stateName", "reset-code"))
        .statusCode(200)
        .body("label", equalTo("Other"))
        .body("stateName", equalTo("reset-code"))
        .body("stateChangeReason", equalTo("reset"));
    client
        .patch(ONE, new JsonObject().put("version", 0).put("label", "Third"))
        .statusCode(422)
        .body("errors[0].code", equalTo("errors.optimisticLockingFailure"));
  }

  @Test
  void permissionDenied() {
    var token = tenants.token(client.id(), Set.of(Permission.CREDENTIAL_CREATE));

    assertError(
        client.as(token).get(ONE),
        403,
        "errors.insufficientRightsFunction",
        "Permission denied: Caller does not have the required right 'AccessControl.CredentialView' to perform this action");
  }

  @Test
  void dataroomPermissionDenied() {
    var token = tenants.tokenSeeing(client.id(), tenants.group(client.id()));

    assertError(
        client.as(token).get(ONE),
        403,
        "errors.combinedDataroomDenied",
        "Permission denied: AccessControl.CredentialView");
  }

  @Test
  void clientNotFound() {
    assertError(
        client.on("client-123").get(ONE),
        404,
        "errors.noRecord",
        "Client doesn't exist with extId 'client-123'");
  }

  @Test
  void userNotFound() {
    assertError(
        client.of("user-456").get(ONE),
        404,
        "errors.noRecord",
        "A user with extId 'user-456' doesn't exist on client with name Default");
  }

  @Test
  void oathCredentialNotFound() {
    client.post("/fido-authenticators", golden("uaf-create.json")).statusCode(201);

    for (var id : new String[] {"oath-123", "cred-123"}) {
      assertError(
          client.get(PATH + "/" + id),
          404,
          "errors.noRecord",
          "OATH credential with the extId " + id + " does not exist under the user user-123");
    }
  }

  @Test
  void whatIsDeletedIsGone() {
    create();

    client.delete(ONE).statusCode(204);

    client.get(ONE).statusCode(404);
    client.delete(ONE).statusCode(404);
  }

  private io.restassured.response.ValidatableResponse create() {
    return client.post(PATH, golden("oath-create.json")).statusCode(201);
  }
}
