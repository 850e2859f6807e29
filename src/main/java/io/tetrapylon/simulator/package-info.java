/**
 * A phone to test with: a command of the product that enrols, is asked and answers, by the
 * published protocol alone; one process can be thousands of phones.
 *
 * <p>It imports {@code kernel}, {@code keys} and the rules of {@code device.protocol}; only {@code
 * boot}, which starts it, imports it.
 */
@NullMarked
package io.tetrapylon.simulator;

import org.jspecify.annotations.NullMarked;
