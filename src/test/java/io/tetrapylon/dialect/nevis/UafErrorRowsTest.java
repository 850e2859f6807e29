package io.tetrapylon.dialect.nevis;

import static io.tetrapylon.dialect.nevis.NevisTenant.assertError;
import static io.tetrapylon.dialect.nevis.NevisTenant.golden;

import io.quarkus.test.junit.QuarkusTest;
import io.tetrapylon.tenant.Permission;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sixteen rows of the documentation of FIDO UAF credentials, each provoked. */
@QuarkusTest
class UafErrorRowsTest {
  private static final String PATH = "/fido-authenticators";

  @Inject NevisTenant tenants;

  NevisTenant.Known client;
  JsonObject body;

  @BeforeEach
  void aClient() {
    client = tenants.make();
    body = golden("uaf-create.json");
  }

  @Test
  void permissionDenied() {
    var token = tenants.token(client.id(), Set.of(Permission.CREDENTIAL_VIEW));

    assertError(
        client.as(token).post(PATH, body),
        403,
        "errors.insufficientRightsFunction",
        "Permission denied: Caller does not have the required right 'AccessControl.CredentialCreate' to perform this action");
  }

  @Test
  void dataroomPermissionDenied() {
    var token = tenants.tokenSeeing(client.id(), tenants.group(client.id()));

    assertError(
        client.as(token).post(PATH, body),
        403,
        "errors.combinedDataroomDenied",
        "Permission denied: AccessControl.CredentialCreate");
  }

  @Test
  void clientNotFound() {
    assertError(
        client.on("client-123").post(PATH, body),
        404,
        "errors.noRecord",
        "Client doesn't exist with extId 'client-123'");
  }

  @Test
  void userNotFound() {
    assertError(
        client.of("user-456").post(PATH, body),
        404,
        "errors.noRecord",
        "A user with extId 'user-456' doesn't exist on client with name Default");
  }

  @Test
  void missingRequiredField() {
    body.remove("appId");
    body.put("keyId", "").putNull("publicKey");
    body.getJsonObject("dispatchTarget").put("name", "");

    assertError(
        client.post(PATH, body),
        422,
        "errors.invalidParameter",
        "The following fields are not valid: keyId, publicKey, appId, name");
  }

  @Test
  void policyConfigurationNotFound() {
    body.put("policyExtId", "policy-123");

    assertError(
        client.post(PATH, body),
        422,
        "errors.invalidParameter",
        "PolicyConfiguration doesn't exist with extId 'policy-123'");
  }

  @Test
  void policyConfigurationTypeMismatch() {
    body.put("policyExtId", "AT_EMPOTP");

    assertError(
        client.post(PATH, body),
        422,
        "errors.invalidParameter",
        "Policy Configuration AT_EMPOTP is not of type GenericCredentialPolicy");
  }

  @Test
  void defaultPolicyConfigurationDoesNotExist() {
    body.remove("policyExtId");
    tenants.sql(
        "WITH d AS (DELETE FROM credential_policy WHERE tenant_id = $1 AND kind = 'FIDO_UAF')"
            + " DELETE FROM credential_policy WHERE tenant_id = $1 AND kind = 'GENERIC'",
        client.id());

    assertError(
        client.post(PATH, body),
        422,
        "errors.invalidParameter",
        "Default Policy Configuration does not exist for type GenericCredentialPolicy!");
  }

  @Test
  void duplicateCredentialExternalId() {
    client.post(PATH, body).statusCode(201);

    assertError(
        client.post(PATH, golden("uaf-create.json").put("keyId", "Yg")),
        422,
        "errors.duplicateName",
        "A credential with this extId 'cred-123' already exists");
  }

  @Test
  void invalidCredentialState() {
    assertError(
        client.post(PATH, body.put("stateName", "invalid_state")),
        422,
        "errors.invalidParameter",
        "Invalid CredentialState name 'invalid_state'");
  }

  @Test
  void duplicateDispatchTargetExternalId() {
    client.post(PATH, body).statusCode(201);

    assertError(
        client.post(PATH, other()),
        422,
        "errors.duplicateValue",
        "A DispatchTarget with extId 'fido-uaf-target-1' already exists on client with name 'Default'");
  }

  @Test
  void dispatchTargetNameMustBeUniquePerUser() {
    client.post(PATH, body).statusCode(201);
    var second = other();
    second.getJsonObject("dispatchTarget").put("extId", "dt-2");

    assertError(
        client.post(PATH, second),
        422,
        "errors.duplicateName",
        "A DispatchTarget with the same name already exists for the user");
  }

  @Test
  void dispatchTargetIdentificationMustBeUnique() {
    client.post(PATH, body).statusCode(201);
    var second = other();
    second.getJsonObject("dispatchTarget").put("extId", "dt-2").put("name", "Another");

    assertError(
        client.post(PATH, second),
        422,
        "errors.duplicateValue",
        "A DispatchTarget with identification 'identification' already exists for user with extId 'user-123' on client with name 'Default'");
  }

  @Test
  void appAttestationNameMustBeUniquePerUser() {
    client.post(PATH, body).statusCode(201);
    var second = other();
    second
        .getJsonObject("dispatchTarget")
        .put("extId", "dt-2")
        .put("name", "Another")
        .put("identification", "another");

    assertError(
        client.post(PATH, second),
        422,
        "errors.duplicateName",
        "An App Attestation with the same name already exists for the user");
  }

  @Test
  void aaidAndKeyIdCombinationNotUnique() {
    client.post(PATH, body).statusCode(201);
    var second = golden("uaf-create.json").put("extId", "cred-2");
    second.remove("dispatchTarget");

    assertError(
        client.post(PATH, second),
        422,
        "errors.credentialFidoUaf.notUnique",
        "The aaid 'ABCD#0001' and the keyId 'a2V5SWRFeGFtcGxl' of the FIDO UAF credential must be unique");
  }

  @Test
  void invalidAttestationType() {
    assertError(
        client.post(PATH, body.put("attestationType", "invalidType")),
        422,
        "errors.invalidData",
        "Invalid AttestationType name='invalidType'");
  }

  /** Another credential with another key. */
  private static JsonObject other() {
    return golden("uaf-create.json").put("extId", "cred-2").put("keyId", "Yg");
  }
}
