package io.tetrapylon.boot.tenantfile;

/** Which attestations a tenant accepts when a FIDO credential is made. */
public enum AttestationEntry {
  /** What a credential management system hands in, recorded as not verified. */
  IMPORT_TRUSTED_CMS,
  /** One that verifies, at least by the credential's own key. */
  SELF_OR_BETTER,
  /** One that leads to a configured trust anchor. */
  TRUSTED_ONLY
}
