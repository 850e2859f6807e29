package io.tetrapylon.policy;

/** What sort of credential a row is, and what sort of credential a policy is for. */
public enum CredentialKind {
  PASSWORD,
  /** A password that is checked by an LDAP server. */
  LDAP,
  /** A HOTP or TOTP token. */
  OATH,
  FIDO2,
  FIDO_UAF,
  /** A phone with our own protocol: push, QR codes, signing. */
  DEVICE,
  OOB_EMAIL,
  OOB_SMS,
  RECOVERY_CODES,
  /** Of a policy only: it may stand over a credential of any kind. */
  GENERIC;

  /** Whether a policy of this kind may stand over a credential of the other. */
  public boolean covers(CredentialKind credential) {
    return this == credential || this == GENERIC;
  }
}
