/**
 * The phone's API, as {@code mobile-protocol.md} describes it: enrolment, and what an enrolled
 * phone asks and says, each request proven by the device key.
 *
 * <p>It imports any feature and {@code dialect}, and no other dialect.
 */
@NullMarked
package io.tetrapylon.dialect.mobile;

import org.jspecify.annotations.NullMarked;
