/**
 * Everything that keeps a secret: master keys, data keys of tenants, sealed columns, signing keys
 * and the hashing of passwords.
 *
 * <p>It imports {@code kernel} and no other package of the product; features bring their sealed
 * columns here as beans.
 */
@NullMarked
package io.tetrapylon.keys;

import org.jspecify.annotations.NullMarked;
