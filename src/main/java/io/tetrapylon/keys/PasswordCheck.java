package io.tetrapylon.keys;

/**
 * What came of comparing a typed password with a stored hash.
 *
 * @param matches whether it is the password
 * @param outdated whether it is, and the hash should be replaced by a new one: other costs, another
 *     pepper or another algorithm than today's
 */
public record PasswordCheck(boolean matches, boolean outdated) {}
