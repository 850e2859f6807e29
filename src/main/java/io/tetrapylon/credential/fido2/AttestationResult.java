package io.tetrapylon.credential.fido2;

/** What the attestation of a credential was worth when it came here. */
public enum AttestationResult {
  /** Nobody looked: it was imported on the word of a credential management system. */
  UNVERIFIED,
  /** There was none. */
  NONE,
  /** Signed by the credential's own key. */
  SELF,
  /** Signed by a certificate that no configured root vouches for. */
  CERTIFIED,
  /** Signed by a certificate that a configured root vouches for. */
  TRUSTED
}
