/**
 * The gateway's own API for login front ends: pushes with number matching and details to sign, QR
 * codes, and every way of waiting for them. What vendors' APIs have no words for is here.
 *
 * <p>It imports {@code dialect} and the features; no other dialect.
 */
@NullMarked
package io.tetrapylon.dialect.login;

import org.jspecify.annotations.NullMarked;
