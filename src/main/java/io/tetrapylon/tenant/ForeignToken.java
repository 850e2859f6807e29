package io.tetrapylon.tenant;

import java.time.Instant;

/**
 * An access token of a trusted issuer whose signature was checked once; its expiry, its key, its
 * issuer and its client are looked at on each request.
 *
 * @param issuer who vouches for it, and under which terms it was checked
 * @param kid the key that signed it
 * @param subject what the issuer calls the API client
 * @param endsAt from this instant on it is worthless, the clocks' difference included
 */
record ForeignToken(Trust.Ref issuer, String kid, String subject, Instant endsAt) {}
