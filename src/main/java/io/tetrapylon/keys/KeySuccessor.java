package io.tetrapylon.keys;

/** What comes after a challenge key that a phone has pinned. */
public sealed interface KeySuccessor {
  /** Nothing: it is the newest. */
  record None() implements KeySuccessor {}

  /** Another key, by a statement that the first one signed. */
  record Next(String statement) implements KeySuccessor {}

  /** Nothing that it could vouch for: its phones enrol again. */
  record Revoked() implements KeySuccessor {}
}
