/**
 * Firebase Cloud Messaging, HTTP v1: what reaches most Android phones.
 *
 * <p>It imports {@code kernel} and {@code dispatch}.
 */
@NullMarked
package io.tetrapylon.dispatch.fcm;

import org.jspecify.annotations.NullMarked;
