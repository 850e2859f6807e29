/**
 * Web Push and UnifiedPush: messages sealed to a browser or a phone and posted to its push service.
 *
 * <p>It imports {@code kernel} and {@code dispatch}.
 */
@NullMarked
package io.tetrapylon.dispatch.webpush;

import org.jspecify.annotations.NullMarked;
