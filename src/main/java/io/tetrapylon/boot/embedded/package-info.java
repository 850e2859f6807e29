/**
 * The PostgreSQL that the gateway starts itself when no other is configured, durable and reachable
 * from this machine only.
 *
 * <p>It may import {@code kernel}, {@code keys} and {@code boot}; main finds it by name, so that a
 * native image does not contain it.
 */
@NullMarked
package io.tetrapylon.boot.embedded;

import org.jspecify.annotations.NullMarked;
