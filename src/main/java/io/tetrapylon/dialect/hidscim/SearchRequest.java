package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Slice;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for, by a query (RFC 7644 section 3.4.2) or by a body (section 3.4.3).
 *
 * @param filter as sent, or null
 * @param sortBy an attribute, or null
 * @param ascending which way round
 * @param startIndex of the first one wanted, 1 or more
 * @param count the most that are wanted, 0 to {@value #MOST}
 * @param attributes the only ones wanted; empty for all
 * @param excluded those that are not wanted
 */
record SearchRequest(
    @Nullable String filter,
    @Nullable String sortBy,
    boolean ascending,
    long startIndex,
    int count,
    List<String> attributes,
    List<String> excluded) {
  /** The most that one answer holds. */
  static final int MOST = 100;

  static SearchRequest ofQuery(HidRequest request) {
    return of(
        request.query("filter"),
        request.query("sortBy"),
        request.query("sortOrder"),
        number("startIndex", request.query("startIndex")),
        number("count", request.query("count")),
        names(request.query("attributes")),
        names(request.query("excludedAttributes")));
  }

  static SearchRequest ofBody(ScimBody body) {
    return of(
        body.text("filter"),
        body.text("sortBy"),
        body.text("sortOrder"),
        body.number("startIndex"),
        body.number("count"),
        body.texts("attributes"),
        body.texts("excludedAttributes"));
  }

  private static SearchRequest of(
      @Nullable String filter,
      @Nullable String sortBy,
      @Nullable String sortOrder,
      @Nullable Long startIndex,
      @Nullable Long count,
      List<String> attributes,
      List<String> excluded) {
    return new SearchRequest(
        filter,
        sortBy,
        !"descending".equalsIgnoreCase(sortOrder),
        startIndex == null || startIndex < 1 ? 1 : startIndex,
        count == null ? MOST : (int) Math.max(0, Math.min(count, MOST)),
        attributes,
        excluded);
  }

  Criterion criterion(Attributes known) {
    return known.criterion(filter);
  }

  Slice.Range range(Attributes known) {
    return new Slice.Range(known.sortBy(sortBy), ascending, startIndex - 1, count);
  }

  private static @Nullable Long number(String name, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    Member.check(text.matches("-?[0-9]{1,18}"), name, "must be a whole number.");
    return Long.valueOf(text);
  }

  private static List<String> names(@Nullable String joined) {
    return joined == null ? List.of() : Arrays.asList(joined.split(","));
  }
}
