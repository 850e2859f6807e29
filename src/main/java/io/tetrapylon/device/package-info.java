/**
 * Phones: how they enrol, what they are, where they are reached, and whose requests are theirs.
 *
 * <p>It imports {@code kernel}, {@code keys}, {@code audit}, {@code tenant}, {@code user}, {@code
 * policy} and {@code credential}; whether a phone opens anything is the credential row's to say.
 */
@NullMarked
package io.tetrapylon.device;

import org.jspecify.annotations.NullMarked;
