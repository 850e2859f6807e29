/**
 * What every feature shares: the closed vocabulary of failures, time, randomness and identifiers.
 *
 * <p>It imports no other package of the product, and no framework beyond CDI's annotations.
 */
@NullMarked
package io.tetrapylon.kernel;

import org.jspecify.annotations.NullMarked;
