package io.tetrapylon.keys;

import java.security.interfaces.RSAPrivateKey;
import java.util.UUID;

/**
 * A key that a tenant signs its tokens with, RS256 (RFC 7518 section 3.3).
 *
 * @param kid what a token's header calls it
 * @param tenant whose it is
 * @param privateKey RSA, 2048 bits
 */
public record SigningKey(String kid, UUID tenant, RSAPrivateKey privateKey) {
  /** Without the key: a JDK's own text of a private key shows it. */
  @Override
  public String toString() {
    return "SigningKey[" + kid + "]";
  }
}
