/**
 * Text messages through a provider's HTTP API, described by a template.
 *
 * <p>It imports {@code kernel} and {@code dispatch}.
 */
@NullMarked
package io.tetrapylon.dispatch.sms;

import org.jspecify.annotations.NullMarked;
