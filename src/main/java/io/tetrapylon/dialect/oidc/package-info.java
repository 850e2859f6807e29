/**
 * The tenant as an OpenID provider: tokens for API clients and end users, OpenID CIBA, metadata and
 * keys, and what HID's clients find under {@code /idp/{tenant}}.
 *
 * <p>It imports the core and {@code dialect}, and nobody imports it.
 */
@NullMarked
package io.tetrapylon.dialect.oidc;

import org.jspecify.annotations.NullMarked;
