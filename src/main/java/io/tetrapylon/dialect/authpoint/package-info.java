/**
 * The AuthPoint Authentication API 1.2.0 over the core: its paths, bodies and errors, and the token
 * endpoint that goes with it.
 *
 * <p>It imports the kernel, the dialect port, {@code tenant} for tokens and {@code authentication}
 * for everything else; no other dialect.
 */
@NullMarked
package io.tetrapylon.dialect.authpoint;

import org.jspecify.annotations.NullMarked;
