package io.tetrapylon.credential.oath;

import io.tetrapylon.credential.Credential;

/**
 * A token as operators see it, without its secret.
 *
 * @param credential what guards
 * @param policyCode the code of its credential policy
 * @param parameters method, algorithm, digits and period
 */
public record StoredOathToken(Credential credential, String policyCode, OathParameters parameters) {
  /** The HOTP counter that comes next. */
  public long counter() {
    return credential.movingFactor() + 1;
  }
}
