package io.tetrapylon.dialect.authpoint;

/**
 * Every error of the AuthPoint Authentication API 1.2.0: its code, the HTTP status that it travels
 * with and its text. This is the one table of statuses; the API names only the codes and texts.
 *
 * <p>Codes that the gateway never sends (gateways, LDAP, SAML) are here so that the list is whole;
 * they bear their number as a name.
 */
enum AuthPointError {
  NOT_AUTHORIZED("201.005.001", 403, "The authentication attempt is not authorized."),
  E_201_005_002("201.005.002", 500, "Internal error. Could not generate the MFA request."),
  MFA_NOT_AVAILABLE("201.005.003", 503, "MFA is temporarily not available."),
  METHOD_NOT_VALID("201.005.004", 403, "The authentication type is not valid."),
  E_201_005_005("201.005.005", 403, "Cannot communicate with the Gateway."),
  DIRECTORY_SILENT(
      "201.005.006", 403, "No authentication response. Cannot communicate with the LDAP source."),
  DIRECTORY_WITHOUT_ID("201.005.007", 403, "LDAP configuration error. There is no ID."),
  DIRECTORY_WITHOUT_DN("201.005.008", 403, "LDAP configuration error. There is no DN."),
  DIRECTORY_REQUEST_NOT_MADE("201.005.009", 403, "Could not generate the LDAP Gateway request."),
  E_201_005_010("201.005.010", 403, "Not authorized."),
  DIRECTORY_UNAVAILABLE("201.005.011", 503, "The LDAP gateway is not available."),
  E_201_005_012("201.005.012", 404, "Resource not found."),
  E_201_005_013("201.005.013", 403, "Gateway not found."),
  E_201_005_014("201.005.014", 403, "Not authorized. The Gateway is not connected."),
  E_201_005_015("201.005.015", 403, "The OTP is not in the correct format."),
  UNEXPECTED("201.005.016", 500, "Unexpected error."),
  E_201_005_017("201.005.017", 500, "Unexpected error."),
  E_201_005_018("201.005.018", 403, "This type of authentication is not supported for LDAP users."),
  USER_BLOCKED("201.005.019", 403, "The user is blocked."),
  E_201_025_012("201.025.012", 404, "User not found."),
  E_201_035_001("201.035.001", 403, "Unauthorized back end request."),
  E_201_045_001("201.045.001", 400, "Request is not valid."),
  AUTHENTICATION_EXPIRED("201.045.002", 403, "Authentication expired."),
  E_201_045_003("201.045.003", 403, "Authentication is not authorized."),
  E_201_045_004("201.045.004", 500, "Unexpected error."),
  E_201_045_005("201.045.005", 403, "Authentication failed."),
  TRANSACTION_STATUS_NOT_VALID(
      "201.045.006", 403, "The authentication transaction status is not valid."),
  E_201_045_007("201.045.007", 500, "Could not generate the MFA transaction request."),
  E_201_045_008("201.045.008", 503, "MFA is temporarily not available."),
  E_201_045_009("201.045.009", 500, "Transaction command error."),
  E_201_045_010("201.045.010", 500, "Could not generate the transaction data."),
  E_201_045_011("201.045.011", 404, "User not found."),
  PUSH_DATA_NOT_FOUND("201.045.012", 404, "Transaction push data not found."),
  PUSH_NOT_SENT("201.045.013", 403, "The push was not sent."),
  PUSH_SENT("201.045.014", 202, "The push was sent."),
  PUSH_RECEIVED("201.045.015", 202, "The push was received by at least one device."),
  PUSH_NOT_RECEIVED("201.045.016", 403, "The push was not received by any device."),
  PUSH_NOT_ANSWERED("201.045.017", 403, "The push was not answered by any device."),
  TRANSACTION_UNKNOWN("201.045.018", 404, "The transactionId is not valid."),
  E_201_055_001("201.055.001", 403, "Not authorized."),
  E_201_055_002("201.055.002", 400, "The request is not valid."),
  E_201_055_003("201.055.003", 400, "The request is not valid."),
  E_201_055_004("201.055.004", 403, "There is no license for this account."),
  E_201_055_005("201.055.005", 403, "The license for this account is expired."),
  E_201_055_006("201.055.006", 403, "The user is quarantined."),
  E_201_055_007("201.055.007", 404, "User not found."),
  PUSH_DENIED("201.055.008", 403, "The user denied the push notification."),
  E_201_055_009("201.055.009", 403, "The user is overallocated."),
  E_201_055_010("201.055.010", 404, "Transaction not found."),
  E_201_055_011("201.055.011", 404, "Transaction push data not found."),
  E_201_055_012("201.055.012", 404, "User not found."),
  E_201_085_001("201.085.001", 403, "The request is not valid."),
  E_201_085_002("201.085.002", 403, "The AuthnRequest object is not valid."),
  E_201_085_003("201.085.003", 403, "Unexpected error."),
  E_201_085_004("201.085.004", 403, "There is no account with this account ID."),
  E_201_085_005(
      "201.085.005",
      403,
      "The account ID in the security context does not match the account ID in the request."),
  E_201_085_006("201.085.006", 403, "Service provider not found."),
  E_201_085_007(
      "201.085.007",
      403,
      "This group does not have an authentication policy for an IdP portal resource."),
  E_201_085_008(
      "201.085.008", 403, "The user's group is not authorized to log in to this SAML resource."),
  E_201_085_009(
      "201.085.009",
      403,
      "The authentication policy requires a more secure authentication method."),
  E_201_085_010("201.085.010", 403, "Reconnecting to the SAML state management microservice."),
  E_201_085_011("201.085.011", 403, "Unexpected error."),
  E_201_085_012("201.085.012", 403, "The license for this account is not valid."),
  E_201_085_013("201.085.013", 403, "The user is quarantined."),
  E_201_085_014("201.085.014", 403, "Not authorized."),
  E_201_085_015("201.085.015", 403, "The user is overallocated."),
  E_201_085_016(
      "201.085.016",
      403,
      "The user cannot authenticate to this SAML resource because federation conditions or attributes are missing."),
  E_201_086_001("201.086.001", 403, "There is no certificate for this account."),
  E_201_086_002("201.086.002", 403, "Reconnecting to the certificate management microservice."),
  E_201_086_003(
      "201.086.003", 403, "The certificate management microservice did not respond correctly."),
  E_201_086_004(
      "201.086.004", 403, "There was an error with the encryption API microservice response."),
  E_201_086_005("201.086.005", 403, "Reconnecting to the encryption API microservice."),
  E_201_086_006("201.086.006", 403, "Could not retrieve the key pair."),
  E_201_087_001("201.087.001", 403, "Not authorized."),
  E_201_087_002("201.087.002", 403, "The request is not valid."),
  E_201_087_003("201.087.003", 403, "Inner SAML error."),
  E_201_087_004("201.087.004", 403, "Unknown service provider (relying party)."),
  API_KEY_NOT_AUTHORIZED("201.105.001", 403, "The request is not authorized."),
  REQUEST_NOT_VALID("201.105.002", 400, "The request is not valid."),
  PATH_NOT_FOUND("201.105.003", 404, "Resource not found."),
  E_201_105_004("201.105.004", 403, "There is no license for this account."),
  E_201_105_005("201.105.005", 403, "The license for this account is expired."),
  E_201_105_006("201.105.006", 403, "Gateway not found."),
  E_201_105_007("201.105.007", 500, "Could not generate a response."),
  ACCOUNT_NOT_AUTHORIZED("201.115.001", 403, "The request is not authorized for this account ID."),
  BODY_NOT_READABLE("201.115.002", 400, "Could not read the request body."),
  MEMBER_NOT_VALID("201.115.003", 400, "The request is not valid."),
  LICENCE_MISSING("201.115.004", 403, "There is no license for this account."),
  LICENCE_EXPIRED("201.115.005", 403, "The license for this account is expired."),
  SETTINGS_NOT_FOUND("201.115.006", 404, "Authentication settings not found."),
  RESOURCE_NOT_FOUND("201.115.007", 404, "Resource not found."),
  USER_QUARANTINED("201.115.008", 403, "The user is quarantined."),
  USER_NOT_FOUND("201.115.009", 404, "User not found."),
  POLICY_NOT_FOUND("201.115.010", 404, "Authentication policy not found."),
  USER_OVERALLOCATED("201.115.011", 403, "The user is overallocated."),
  TOKEN_NOT_VALID("201.115.012", 401, "The token is not valid or missing."),
  ACCESS_ID_NOT_AUTHORIZED(
      "201.115.013",
      403,
      "The request is not authorized for this access ID. Make sure that a read/write access ID is required for this request."),
  OTP_FORMAT("201.115.014", 400, "The OTP is not in the correct format."),
  OTP_SIZE("201.115.015", 400, "The OTP must be six numbers."),
  QR_CODE_FORMAT("201.115.016", 400, "The QR code response is not in the correct format."),
  QR_CODE_SIZE("201.115.017", 400, "The QR code response size is not valid."),
  VERIFICATION_CODE_FORMAT(
      "201.115.018", 400, "The verification code is not in the correct format."),
  VERIFICATION_CODE_SIZE("201.115.019", 400, "The verification code must be six numbers."),
  ACTIVATION_CODE_FORMAT("201.115.020", 400, "The activation code is not in the correct format."),
  ACTIVATION_CODE_SIZE("201.115.021", 400, "The activation code size is not valid."),
  INTERVAL_NOT_VALID("201.115.022", 400, "The forgot token interval is not valid.");

  private final String code;
  private final int status;
  private final String text;

  AuthPointError(String code, int status, String text) {
    this.code = code;
    this.status = status;
    this.text = text;
  }

  /** The code as the documentation writes it, with dots. */
  String code() {
    return code;
  }

  /** The HTTP status, where the reason for the error does not ask for another one. */
  int status() {
    return status;
  }

  /** The sentence that belongs to the code. */
  String text() {
    return text;
  }

  /** The code as it travels: nine digits. */
  String detail() {
    return code.replace(".", "");
  }
}
