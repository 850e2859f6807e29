package io.tetrapylon.boot;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Doing things one after the other. */
final class Sequence {
  private static final int PAGE = 1000;

  private Sequence() {}

  /**
   * Does it for each, beginning one when the one before is done. However many they are: a chain of
   * as many Unis would overflow the stack.
   */
  static <T> Uni<Void> each(Iterable<T> items, Function<T, Uni<?>> work) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(item -> work.apply(item).replaceWithVoid())
        .collect()
        .last();
  }

  /** Does it where nothing was found. */
  static <T> Uni<Void> ifMissing(Uni<@Nullable T> found, Function<@Nullable T, Uni<?>> make) {
    return found.chain(
        there ->
            there == null ? make.apply(null).replaceWithVoid() : Uni.createFrom().<Void>nullItem());
  }

  /** All of a list that comes in pages. */
  static <T> Uni<List<T>> all(PageReader<T> reader) {
    return more(reader, null, new ArrayList<>());
  }

  /** Reads the page of at most so many after an id, or from the beginning. */
  interface PageReader<T> {
    Uni<Page<T>> read(@Nullable UUID after, int limit);
  }

  private static <T> Uni<List<T>> more(PageReader<T> reader, @Nullable UUID after, List<T> soFar) {
    return reader
        .read(after, PAGE)
        .chain(
            page -> {
              soFar.addAll(page.items());
              var next = page.continuation();
              return next == null
                  ? Uni.createFrom().item(soFar)
                  : more(reader, UUID.fromString(next), soFar);
            });
  }
}
