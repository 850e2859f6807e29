package io.tetrapylon.dialect.management;

import io.tetrapylon.kernel.Member;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Members that are numbers within bounds; one that is left out is the default. */
final class Bounded {
  private Bounded() {}

  /** A number, or refuses with {@code MEMBER_INVALID}. */
  static int number(String name, @Nullable Integer given, int otherwise, int least, int most) {
    int value = given == null ? otherwise : given;
    Member.check(
        value >= least && value <= most, name, "must be from " + least + " to " + most + ".");
    return value;
  }

  /** The same as seconds. */
  static Duration seconds(
      String name, @Nullable Integer given, Duration otherwise, int least, int most) {
    return Duration.ofSeconds(number(name, given, (int) otherwise.toSeconds(), least, most));
  }
}
