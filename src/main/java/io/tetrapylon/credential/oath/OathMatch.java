package io.tetrapylon.credential.oath;

/** What a typed code is to a token. */
public sealed interface OathMatch {
  /**
   * A code not used so far. It counts only once the credential's row has taken over both values.
   *
   * @param movingFactor the step or counter of the code, above the token's last one
   * @param drift what the token's drift becomes, in steps; 0 for HOTP
   */
  record Fresh(long movingFactor, int drift) implements OathMatch {}

  /** A code that the token could have used up already: refused, but not counted as a failure. */
  record Used() implements OathMatch {}

  /** None of the codes that were looked at. */
  record Wrong() implements OathMatch {}
}
