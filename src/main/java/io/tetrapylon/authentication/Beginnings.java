package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.keys.DataKeys;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import io.tetrapylon.policy.Rulebooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/** What every attempt begins with: the tenant's keys, what was read for it, and the rules. */
@ApplicationScoped
class Beginnings {
  private final DataKeys dataKeys;
  private final Rulebooks rulebooks;

  Beginnings(DataKeys dataKeys, Rulebooks rulebooks) {
    this.dataKeys = dataKeys;
    this.rulebooks = rulebooks;
  }

  /**
   * What an attempt is evaluated by.
   *
   * @param read what the first of the two visits found
   * @param book the rules of the version that it saw
   */
  record Begun<T>(T read, Rulebook book, TenantKeys keys) {}

  /**
   * Begins an attempt.
   *
   * @param opening the first of the two visits
   * @param opened what it read of the user
   */
  <T> Uni<Begun<T>> of(UUID tenant, Uni<T> opening, Function<T, Opened> opened) {
    return dataKeys
        .of(tenant)
        .chain(
            keys ->
                opening.chain(
                    read ->
                        rulebooks
                            .of(tenant, opened.apply(read).rulebookVersion())
                            .map(book -> new Begun<>(read, book, keys))));
  }
}
