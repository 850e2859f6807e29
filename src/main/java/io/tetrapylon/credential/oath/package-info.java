/**
 * One-time codes by HOTP (RFC 4226) and TOTP (RFC 6238): what a token's code is, which one it may
 * have shown, how its clock is learned, and the otpauth text that carries a token to a phone; and
 * the administration of tokens.
 *
 * <p>The rules are pure, without CDI, {@code Uni} or a database: whether a code was still unused
 * when it was consumed is decided by the credential's row. It imports {@code kernel, keys, audit,
 * policy, credential} and BouncyCastle's base32.
 */
@NullMarked
package io.tetrapylon.credential.oath;

import org.jspecify.annotations.NullMarked;
