/**
 * What users are asked on their phones, pushes and QR codes: opened once, answered once, collected
 * once, each by a guarded statement; whoever waits for the outcome costs memory and no thread.
 *
 * <p>It may import kernel, keys, audit, tenant, user, policy, credential, device and dispatch.
 */
@NullMarked
package io.tetrapylon.challenge;

import org.jspecify.annotations.NullMarked;
