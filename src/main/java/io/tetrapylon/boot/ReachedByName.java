package io.tetrapylon.boot;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Classes that a library looks up by name, which a native image has to be told of.
 *
 * <p>Caffeine makes the name of a cache's class and of its entries' out of what the cache is asked
 * for: S and P for strong keys, W and F for weak ones, S for strong values, I and W for weak ones,
 * MS for a greatest size, W for expiry after writing.
 */
@RegisterForReflection(
    classNames = {
      "com.github.benmanes.caffeine.cache.SSMS",
      "com.github.benmanes.caffeine.cache.PSMS",
      "com.github.benmanes.caffeine.cache.SSMSW",
      "com.github.benmanes.caffeine.cache.PSWMS",
      "com.github.benmanes.caffeine.cache.WI",
      "com.github.benmanes.caffeine.cache.FW"
    })
public final class ReachedByName {
  private ReachedByName() {}
}
