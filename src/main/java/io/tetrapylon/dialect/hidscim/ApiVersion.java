package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Member;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which version of the API a client was written for. Below 9 it wants text where newer ones want
 * numbers, and references without {@code location}.
 *
 * @param number the first part of the version
 */
record ApiVersion(int number) {
  /** What is spoken where nobody says otherwise. */
  static final ApiVersion LATEST = new ApiVersion(10);

  private static final int NEW = 9;
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})(\\.[0-9.]*)?");

  /** Of a query's {@code api-version}, or null for the latest. */
  static ApiVersion of(@Nullable String text) {
    if (text == null) {
      return LATEST;
    }
    var version = VERSION.matcher(text);
    Member.check(version.matches(), "api-version", "must be a number.");
    return new ApiVersion(Integer.parseInt(version.group(1)));
  }

  boolean isOld() {
    return number < NEW;
  }

  /** A number as this version travels. */
  Object number(long value) {
    return isOld() ? Long.toString(value) : (Object) value;
  }
}
