/**
 * How the gateway comes up: main, the embedded server, the checks of the store, the tenant file.
 *
 * <p>It may import every other package and is imported by none.
 */
@NullMarked
package io.tetrapylon.boot;

import org.jspecify.annotations.NullMarked;
