package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists in bodies: one that is left out is empty, and none holds null. */
final class Lists {
  private static final int LONGEST = 1000;

  private Lists() {}

  static <T> List<T> of(String member, @Nullable List<T> given) {
    if (given == null) {
      return List.of();
    }
    Member.check(given.size() <= LONGEST, member, "must have at most 1000 items.");
    Member.check(given.stream().noneMatch(one -> one == null), member, "must not hold null.");
    return given;
  }
}
