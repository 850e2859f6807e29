/**
 * The benchmark of the OTP endpoint: a program, not a test, that drives a packaged gateway from
 * outside and prints what a request costs, beside the same SQL and the same HTTP alone.
 *
 * <p>It sees the gateway as a client does, and its database as an operator does. Only the texts of
 * the hot statements come from the product ({@code authentication.HotStatements}), so that they
 * cannot drift.
 */
@NullMarked
package io.tetrapylon.bench;

import org.jspecify.annotations.NullMarked;
