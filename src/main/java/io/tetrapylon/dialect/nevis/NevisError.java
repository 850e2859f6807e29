package io.tetrapylon.dialect.nevis;

import io.tetrapylon.dialect.Rendering;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/**
 * A failure in nevisIDM's words. The rows of the API's documentation stand here as they stand
 * there; of those that it leaves out, the codes are from its list and the sentences are our own.
 *
 * @param status the HTTP status
 * @param code one of the API's list
 * @param message for people
 */
record NevisError(int status, String code, String message) {
  private static final String INVALID_PARAMETER = "errors.invalidParameter";
  private static final String DUPLICATE_NAME = "errors.duplicateName";
  private static final String DUPLICATE_VALUE = "errors.duplicateValue";

  /** The whole answer: the code and the message in the API's envelope, never a stack trace. */
  Rendering rendering() {
    var error = new JsonObject().put("code", code).put("message", message);
    var body = new JsonObject().put("errors", new JsonArray().add(error));
    var rendering = Rendering.of(status, MediaType.APPLICATION_JSON, body.encode());
    return status == 401 ? rendering.with("WWW-Authenticate", "Bearer") : rendering;
  }

  static NevisError rightMissing(String right) {
    return new NevisError(
        403,
        "errors.insufficientRightsFunction",
        "Permission denied: Caller does not have the required right '"
            + right
            + "' to perform this action");
  }

  static NevisError dataroomDenied(String right) {
    return new NevisError(403, "errors.combinedDataroomDenied", "Permission denied: " + right);
  }

  static NevisError clientUnknown(String client) {
    return noRecord("Client doesn't exist with extId '" + client + "'");
  }

  static NevisError userUnknown(String user, String clientName) {
    return noRecord(
        "A user with extId '" + user + "' doesn't exist on client with name " + clientName);
  }

  /**
   * What a path names is not there.
   *
   * @param what such as {@code OATH credential}
   */
  static NevisError unknown(String what, String extId, String user) {
    return noRecord(what + " with the extId " + extId + " does not exist under the user " + user);
  }

  private static NevisError noRecord(String message) {
    return new NevisError(404, "errors.noRecord", message);
  }

  static NevisError fields(List<String> names) {
    return invalid("The following fields are not valid: " + String.join(", ", names));
  }

  static NevisError policyUnknown(String policy) {
    return invalid("PolicyConfiguration doesn't exist with extId '" + policy + "'");
  }

  static NevisError policyOfOtherType(String policy, String type) {
    return invalid("Policy Configuration " + policy + " is not of type " + type);
  }

  static NevisError defaultPolicyMissing(String type) {
    return invalid("Default Policy Configuration does not exist for type " + type + "!");
  }

  static NevisError stateUnknown(String name) {
    return invalid("Invalid CredentialState name '" + name + "'");
  }

  private static NevisError invalid(String message) {
    return new NevisError(422, INVALID_PARAMETER, message);
  }

  static NevisError credentialTaken(String extId) {
    return new NevisError(
        422, DUPLICATE_NAME, "A credential with this extId '" + extId + "' already exists");
  }

  static NevisError targetTaken(String extId, String clientName) {
    return new NevisError(
        422,
        DUPLICATE_VALUE,
        "A DispatchTarget with extId '"
            + extId
            + "' already exists on client with name '"
            + clientName
            + "'");
  }

  static NevisError targetNameTaken() {
    return new NevisError(
        422, DUPLICATE_NAME, "A DispatchTarget with the same name already exists for the user");
  }

  static NevisError identificationTaken(String identification, String user, String clientName) {
    return new NevisError(
        422,
        DUPLICATE_VALUE,
        "A DispatchTarget with identification '"
            + identification
            + "' already exists for user with extId '"
            + user
            + "' on client with name '"
            + clientName
            + "'");
  }

  static NevisError attestationNameTaken() {
    return new NevisError(
        422, DUPLICATE_NAME, "An App Attestation with the same name already exists for the user");
  }

  static NevisError keyTaken(String aaid, String keyId) {
    return new NevisError(
        422,
        "errors.credentialFidoUaf.notUnique",
        "The aaid '"
            + aaid
            + "' and the keyId '"
            + keyId
            + "' of the FIDO UAF credential must be unique");
  }

  static NevisError attestationTypeUnknown(String name) {
    return new NevisError(422, "errors.invalidData", "Invalid AttestationType name='" + name + "'");
  }

  static NevisError aaidForm() {
    return new NevisError(
        422,
        "errors.credentialFidoUaf.invalidAaidFormat",
        "The aaid must have four hexadecimal digits, '#', and four hexadecimal digits");
  }

  static NevisError keyIdForm() {
    return new NevisError(
        422,
        "errors.credentialFidoUaf.invalidKeyIdFormat",
        "The keyId must be base64url without padding");
  }

  static NevisError versionForm() {
    return new NevisError(
        422,
        "errors.credentialFidoUaf.invalidAuthVersionFormat",
        "The authenticatorVersion must be $major.$minor");
  }

  static NevisError interval() {
    return new NevisError(
        422, "errors.invalidDateInterval", "The validity must begin before it ends");
  }

  static NevisError archived() {
    return new NevisError(
        422, "errors.modifyArchivedCredential", "An archived credential cannot be modified");
  }

  static NevisError unproven() {
    return new NevisError(
        422, "errors.inconsistentData", "The owner has not yet proved to have the credential");
  }

  static NevisError recoveryCodesExist() {
    return new NevisError(422, "errors.recoveryCodeExists", "The user has recovery codes already");
  }
}
