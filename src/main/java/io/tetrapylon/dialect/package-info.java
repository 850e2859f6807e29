/**
 * The inbound port that every wire API implements, and the edge that all of them share: what is
 * refused before a resource is reached, and in whose words a failure is answered.
 *
 * <p>It imports the kernel, and may import any feature; it imports no dialect.
 */
@NullMarked
package io.tetrapylon.dialect;

import org.jspecify.annotations.NullMarked;
