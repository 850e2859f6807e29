/**
 * Users and groups: what they are called by, their status and seat, and from where they have logged
 * in.
 *
 * <p>It imports {@code kernel}, {@code keys}, {@code audit} and {@code tenant}.
 */
@NullMarked
package io.tetrapylon.user;

import org.jspecify.annotations.NullMarked;
