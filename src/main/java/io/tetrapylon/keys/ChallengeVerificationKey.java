package io.tetrapylon.keys;

/**
 * A key that phones pin and verify their challenges with.
 *
 * @param kid what they call it
 * @param point of P-256, 65 bytes
 */
public record ChallengeVerificationKey(String kid, byte[] point) {}
