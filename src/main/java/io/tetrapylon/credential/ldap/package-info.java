/**
 * Passwords that a directory checks (LDAP, RFC 4511): where a tenant's directory is, who its users
 * are there, and whether a password is theirs. Everything that waits for the directory does so on
 * threads of its own.
 *
 * <p>It imports {@code kernel, keys, audit, user, policy} and {@code credential}.
 */
@NullMarked
package io.tetrapylon.credential.ldap;

import org.jspecify.annotations.NullMarked;
