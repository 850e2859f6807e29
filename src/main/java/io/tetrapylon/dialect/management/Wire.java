package io.tetrapylon.dialect.management;

import io.tetrapylon.dialect.UuidText;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words and ids as they travel: constants in lower case with hyphens, ids as UUIDs. */
public final class Wire {
  private static final int DEFAULT_LIMIT = 50;
  private static final int LARGEST_LIMIT = 1000;

  /** What lies beyond, the store's arithmetic cannot do on every Java. */
  private static final int LAST_YEAR = 9999;

  private Wire() {}

  /** A constant as it travels. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a word that must be there. */
  public static <E extends Enum<E>> E constant(
      Class<E> type, String member, @Nullable String word) {
    for (var constant : type.getEnumConstants()) {
      if (word(constant).equals(word)) {
        return constant;
      }
    }
    var known =
        Arrays.stream(type.getEnumConstants()).map(Wire::word).collect(Collectors.joining(", "));
    throw Member.invalid(member, "must be one of " + known + ".");
  }

  /** The constant of a word that may be left out. */
  public static <E extends Enum<E>> @Nullable E optional(
      Class<E> type, String member, @Nullable String word) {
    return word == null ? null : constant(type, member, word);
  }

  /** An id in a path; what is no UUID is the id of nothing. */
  public static UUID id(String text) {
    var id = UuidText.read(text);
    if (id == null) {
      throw new Refusal(Reason.OBJECT_UNKNOWN, "");
    }
    return id;
  }

  /** An id in a query or a body; null is none. */
  public static @Nullable UUID optionalId(String member, @Nullable String text) {
    if (text == null) {
      return null;
    }
    var id = UuidText.read(text);
    if (id == null) {
      throw Member.invalid(member, "must be a UUID.");
    }
    return id;
  }

  /** A time in a query or a body, of the years 1 to 9999; null is none. */
  public static @Nullable Instant time(String member, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var time = Instant.parse(text);
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      Member.check(year >= 1 && year <= LAST_YEAR, member, "must be of the years 1 to 9999.");
      return time;
    } catch (DateTimeParseException e) {
      throw Member.invalid(member, "must be a time such as 2027-01-31T08:00:00Z.");
    }
  }

  /** How many to list: 1 to 1000, 50 when nothing is said. */
  public static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    boolean isNumber = text.matches("\\d{1,4}");
    int limit = isNumber ? Integer.parseInt(text) : 0;
    Member.check(limit >= 1 && limit <= LARGEST_LIMIT, "limit", "must be 1 to 1000.");
    return limit;
  }

  /** Where a list goes on, as the last page said; null is its beginning. */
  public static @Nullable UUID continuation(@Nullable String token) {
    return optionalId("continuationToken", token);
  }
}
