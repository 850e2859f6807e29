/**
 * FIDO UAF credentials: which authenticator holds which key, and where its phone is reached. Keys
 * are kept as other systems registered them and looked at when an assertion is verified.
 *
 * <p>It imports {@code kernel, audit, policy} and {@code credential}; the target that a credential
 * is reached at belongs to {@code device}, above it, which also makes both at once.
 */
@NullMarked
package io.tetrapylon.credential.uaf;

import org.jspecify.annotations.NullMarked;
