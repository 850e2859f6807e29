package io.tetrapylon.tenant;

import java.time.Instant;
import java.util.UUID;

/**
 * A token whose signature was checked once; its expiry and its bearer are looked at on each
 * request.
 *
 * @param kid the key that signed it
 * @param tenantId the tenant whose key signed it
 * @param subject the id of the API client or operator
 * @param kind which of the two
 * @param expiresAt from this instant on it is worthless
 */
record VerifiedToken(
    String kid, UUID tenantId, UUID subject, Caller.Kind kind, Instant expiresAt) {}
