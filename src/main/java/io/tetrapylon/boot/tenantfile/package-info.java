/**
 * The tenant file: YAML read into records, every mistake with its line.
 *
 * <p>It reads and checks, it stores nothing; it may import the features whose values it reads.
 */
@NullMarked
package io.tetrapylon.boot.tenantfile;

import org.jspecify.annotations.NullMarked;
