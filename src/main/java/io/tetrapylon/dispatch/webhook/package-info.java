/**
 * Signed POSTs to a URL of somebody's own.
 *
 * <p>It imports {@code kernel} and {@code dispatch}.
 */
@NullMarked
package io.tetrapylon.dispatch.webhook;

import org.jspecify.annotations.NullMarked;
