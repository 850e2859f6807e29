package io.tetrapylon.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items what is on this page
 * @param continuation where the next page begins, or null on the last one
 * @param <T> what is listed
 */
public record Page<T>(List<T> items, @Nullable String continuation) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page of what a query found that asked for one more than the limit.
   *
   * @param key what the next page begins after
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
    return found.size() <= limit
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, limit), key.apply(found.get(limit - 1)));
  }

  /** The same page of something else. */
  public <R> Page<R> map(Function<T, R> each) {
    return new Page<>(items.stream().map(each).toList(), continuation);
  }
}
