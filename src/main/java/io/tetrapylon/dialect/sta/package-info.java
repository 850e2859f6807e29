/**
 * The authenticator management API of STA: FIDO2 authenticators of a user are listed, imported,
 * read, suspended, renamed and deleted, with every message in that API's words.
 *
 * <p>It imports {@code dialect} and the features; no other dialect.
 */
@NullMarked
package io.tetrapylon.dialect.sta;

import org.jspecify.annotations.NullMarked;
