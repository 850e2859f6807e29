package io.tetrapylon.kernel;

import java.util.List;
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
}
