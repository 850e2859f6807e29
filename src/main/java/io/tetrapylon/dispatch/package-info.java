/**
 * What goes out: the guard of every outbound connection, the outbox that a challenge writes into,
 * the courier that empties it, and the port that each channel implements in a sub-package.
 *
 * <p>It imports {@code kernel}, {@code keys}, {@code audit}, {@code tenant}, {@code policy} and
 * {@code device}.
 */
@NullMarked
package io.tetrapylon.dispatch;

import org.jspecify.annotations.NullMarked;
