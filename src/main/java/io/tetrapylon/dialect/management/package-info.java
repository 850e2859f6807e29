/**
 * The operator's API, {@code /management/v1}: everything that is administered, as resources with
 * versions. Each class of it translates in, makes one call and translates out.
 *
 * <p>It may import every feature and the package {@code dialect}; no other dialect.
 */
@NullMarked
package io.tetrapylon.dialect.management;

import org.jspecify.annotations.NullMarked;
