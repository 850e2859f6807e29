/**
 * The credential row, which alone decides: its state, its guards and its lifecycle. A sub-package
 * for each kind imports this one.
 *
 * <p>It imports {@code kernel}, {@code keys}, {@code audit}, {@code tenant}, {@code user} and
 * {@code policy}.
 */
@NullMarked
package io.tetrapylon.credential;

import org.jspecify.annotations.NullMarked;
