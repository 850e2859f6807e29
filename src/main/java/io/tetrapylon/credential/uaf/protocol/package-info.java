/**
 * What a FIDO UAF client and this gateway say to each other (FIDO UAF Protocol 1.1, and its
 * Authenticator Commands and Registry of Predefined Values): the request, the response, and the
 * checks of what an authenticator signed, as pure rules.
 *
 * <p>It imports {@code keys} for arithmetic on P-256, and nothing of the store.
 */
@NullMarked
package io.tetrapylon.credential.uaf.protocol;

import org.jspecify.annotations.NullMarked;
