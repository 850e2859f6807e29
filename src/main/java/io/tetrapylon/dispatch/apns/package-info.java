/**
 * Apple Push Notification service over HTTP/2, with provider tokens.
 *
 * <p>It imports {@code kernel} and {@code dispatch}.
 */
@NullMarked
package io.tetrapylon.dispatch.apns;

import org.jspecify.annotations.NullMarked;
