package io.tetrapylon.device.reach;

/** What of a credential or a target to be made somebody has already. */
public enum Taken {
  /** The credential's external id, in the tenant. */
  EXTERNAL_ID,
  /** The target's external id, in the tenant. */
  TARGET_EXTERNAL_ID,
  /** The target's name, of the user. */
  TARGET_NAME,
  /** The target's identification, of the user. */
  TARGET_IDENTIFICATION,
  /** The attestation's name, of the user. */
  ATTESTATION_NAME,
  /** The key, in the tenant. */
  KEY
}
