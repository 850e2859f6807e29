/**
 * The one door: an attempt comes in, a decision goes out, the same way for every dialect. One
 * SELECT opens an attempt, pure rules evaluate it, one guarded statement commits it with its audit
 * row.
 *
 * <p>It imports every feature above it; only {@code dialect} and {@code boot} import it.
 */
@NullMarked
package io.tetrapylon.authentication;

import org.jspecify.annotations.NullMarked;
