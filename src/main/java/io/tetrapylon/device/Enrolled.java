package io.tetrapylon.device;

import io.tetrapylon.keys.ChallengeVerificationKey;
import java.util.List;
import java.util.UUID;

/**
 * A phone that has just enrolled, and what it is told once.
 *
 * @param device its id
 * @param number its number
 * @param tenantName what the tenant is called
 * @param userId whose it is
 * @param login what the user is called
 * @param challengeKeys the tenant's keys that it pins
 * @param sealedOcraKey the key of its six digits, sealed to it
 */
public record Enrolled(
    UUID device,
    long number,
    String tenantName,
    UUID userId,
    String login,
    List<ChallengeVerificationKey> challengeKeys,
    byte[] sealedOcraKey) {}
