package io.tetrapylon.keys;

import java.security.interfaces.RSAPublicKey;
import java.util.UUID;

/**
 * A key that a tenant's tokens are verified with, RS256.
 *
 * @param kid what a token's header calls it
 * @param tenant whose it is
 * @param key RSA, 2048 bits
 */
public record VerificationKey(String kid, UUID tenant, RSAPublicKey key) {}
