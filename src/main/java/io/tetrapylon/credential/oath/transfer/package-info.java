/**
 * OATH tokens on their way in and out: PSKC (RFC 6030), CSV files, otpauth texts. What reads a file
 * is pure and gives a row or a flaw for each token; {@link
 * io.tetrapylon.credential.oath.transfer.Transfers} finds the owners and stores.
 *
 * <p>It imports {@code credential.oath} and what that may import.
 */
@NullMarked
package io.tetrapylon.credential.oath.transfer;

import org.jspecify.annotations.NullMarked;
