package io.tetrapylon.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list that is asked for by position.
 *
 * @param items what is in it
 * @param total how many the whole list has
 * @param <T> what is listed
 */
public record Slice<T>(List<T> items, long total) {
  /** Copies the items. */
  public Slice {
    items = List.copyOf(items);
  }

  /** The same part of something else. */
  public <R> Slice<R> map(Function<T, R> each) {
    return new Slice<>(items.stream().map(each).toList(), total);
  }

  /**
   * Which part, and in which order.
   *
   * @param sortBy a field, or one that the list does not know: then in the order of ids
   * @param ascending which way round
   * @param offset how many come before, 0 or more
   * @param limit the most that are wanted, 0 or more
   */
  public record Range(String sortBy, boolean ascending, long offset, int limit) {
    /** The first ones in the order of ids. */
    public static Range first(int limit) {
      return new Range("", true, 0, limit);
    }
  }
}
