/**
 * The nevisIDM dialect: FIDO UAF, OATH, FIDO2 and recovery-code credentials of a user, the targets
 * by which their phones are reached, and all credentials of a user together.
 *
 * <p>It imports {@code dialect} and the features; no other dialect.
 */
@NullMarked
package io.tetrapylon.dialect.nevis;

import org.jspecify.annotations.NullMarked;
