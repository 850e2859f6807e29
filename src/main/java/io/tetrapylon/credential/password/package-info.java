/**
 * Passwords that are checked here: setting one, and what one must be like.
 *
 * <p>It imports {@code kernel, keys, audit, policy} and {@code credential}.
 */
@NullMarked
package io.tetrapylon.credential.password;

import org.jspecify.annotations.NullMarked;
