/**
 * Where phones are reached that speak another protocol than ours: targets of FIDO UAF credentials,
 * what their apps said of themselves, and the making of a credential together with its target.
 *
 * <p>It imports {@code kernel, keys, audit, credential} and {@code device}.
 */
@NullMarked
package io.tetrapylon.device.reach;

import org.jspecify.annotations.NullMarked;
