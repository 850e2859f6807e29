package io.tetrapylon.challenge;

import java.util.UUID;

/** Which challenge: the tenant, and the id in it. */
public record ChallengeKey(UUID tenant, UUID id) {}
