/**
 * Codes that travel to an e-mail address or a telephone: where they may go, what their digits are,
 * and the fragments of the statements that issue and use one.
 *
 * <p>It imports {@code kernel, keys, policy} and {@code credential}.
 */
@NullMarked
package io.tetrapylon.credential.oob;

import org.jspecify.annotations.NullMarked;
