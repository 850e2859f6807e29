/**
 * The HID SCIM dialect: authenticators, users and devices as SCIM resources (RFC 7643, RFC 7644),
 * with the actions of HID's API.
 *
 * <p>It translates to and from the features and decides nothing; it imports any of them and no
 * other dialect.
 */
@NullMarked
package io.tetrapylon.dialect.hidscim;

import org.jspecify.annotations.NullMarked;
