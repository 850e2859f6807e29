package io.tetrapylon.credential.fido2;

/** How a credential came here. */
public enum Provenance {
  /** Made elsewhere and handed over by a credential management system. */
  IMPORTED,
  /** Made in a ceremony of ours. */
  INLINE
}
