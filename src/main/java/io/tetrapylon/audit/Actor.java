package io.tetrapylon.audit;

import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param kind what sort of caller: {@code api-client}, {@code operator}, {@code user}, {@code
 *     system}
 * @param name its access id or login
 * @param requestId the request it came with, or null outside a request
 */
public record Actor(String kind, String name, @Nullable String requestId) {
  /** The gateway itself, at start or on a schedule. */
  public static final Actor SYSTEM = new Actor("system", "tetrapylon", null);
}
