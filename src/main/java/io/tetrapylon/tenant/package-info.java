/**
 * Tenants and what belongs to them directly: resources, API clients and their keys, operators,
 * permissions, the tokens that are issued to callers, the issuers that are trusted beside the
 * gateway, and who is calling.
 *
 * <p>It imports {@code kernel}, {@code keys} and {@code audit}.
 */
@NullMarked
package io.tetrapylon.tenant;

import org.jspecify.annotations.NullMarked;
