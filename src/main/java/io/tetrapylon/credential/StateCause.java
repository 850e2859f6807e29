package io.tetrapylon.credential;

/** Why a credential is in its state; today only a lock has a cause. */
public enum StateCause {
  /** Locked until a time. */
  TIMED,
  /** Locked by failures in a row. */
  FAILURES,
  /** Locked until its owner has a new secret. */
  RESET,
  /** Locked by an operator. */
  OPERATOR
}
