/**
 * Recovery codes: sixteen single-use codes of a user, which are one credential. They are shown when
 * they are made and kept as MACs.
 *
 * <p>It imports {@code kernel, keys, audit, policy} and {@code credential}.
 */
@NullMarked
package io.tetrapylon.credential.recovery;

import org.jspecify.annotations.NullMarked;
