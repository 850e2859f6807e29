package io.tetrapylon.dialect;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.kernel.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as it travels.
 *
 * @param items what is on it
 * @param continuationToken what asks for the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Listing<T>(List<T> items, @Nullable String continuationToken) {
  /** A page, each item as it travels. */
  public static <T, R> Listing<R> of(Page<T> page, Function<T, R> each) {
    return new Listing<>(page.items().stream().map(each).toList(), page.continuation());
  }
}
