/**
 * What travels between the gateway and a phone, as pure rules: signed texts, sealed boxes, codes.
 * The protocol is published in {@code mobile-protocol.md}, with test vectors that a test keeps to
 * this code.
 *
 * <p>It imports {@code kernel} and {@code keys}.
 */
@NullMarked
package io.tetrapylon.device.protocol;

import org.jspecify.annotations.NullMarked;
