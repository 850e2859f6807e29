package io.tetrapylon.dialect.nevis;

import io.tetrapylon.kernel.Page;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/** Which part of a list is wanted. A user has few credentials, so lists are cut from the whole. */
@NullUnmarked
public class Paging {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  @QueryParam("limit")
  String limit;

  @QueryParam("continuationToken")
  String continuationToken;

  /**
   * The part of a list that was asked for.
   *
   * @param key of an item, by which the next page begins
   */
  <T> Page<T> of(List<T> all, Function<T, String> key) {
    int most = limit();
    var rest = all.subList(begin(all, key), all.size());
    return Page.of(rest.subList(0, Math.min(rest.size(), most + 1)), most, key);
  }

  private int limit() {
    if (limit == null) {
      return USUAL;
    }
    int number = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
    if (number < 1 || number > MOST) {
      throw new NevisRefusal(NevisError.fields(List.of("limit")));
    }
    return number;
  }

  /** A token of an item that is gone, or of nothing, cannot be gone on from. */
  private <T> int begin(List<T> all, Function<T, String> key) {
    if (continuationToken == null) {
      return 0;
    }
    for (int at = 0; at < all.size(); at++) {
      if (key.apply(all.get(at)).equals(continuationToken)) {
        return at + 1;
      }
    }
    throw new NevisRefusal(NevisError.fields(List.of("continuationToken")));
  }
}
