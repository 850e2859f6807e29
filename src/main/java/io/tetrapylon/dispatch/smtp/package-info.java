/**
 * E-mail over SMTP, for codes that a person reads.
 *
 * <p>It imports {@code kernel} and {@code dispatch}.
 */
@NullMarked
package io.tetrapylon.dispatch.smtp;

import org.jspecify.annotations.NullMarked;
