package io.tetrapylon.credential;

/** Why a credential is in its state: each lock has a cause, and what is active may have one. */
public enum StateCause {
  /** Locked until a time. */
  TIMED,
  /** Locked by failures in a row. */
  FAILURES,
  /** Locked until its owner has a new secret. */
  RESET,
  /** Locked by an operator. */
  OPERATOR,
  /** Active, with a secret that an operator gave (nevisIDM's {@code admin-changed}). */
  ADMIN_CHANGED
}
