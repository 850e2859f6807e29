package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Member;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * Times as this API writes them. They are read in every form that clients have used: with {@code
 * Z}, {@code +02:00}, {@code +0200} or {@code +02} at the end, with and without fractions of a
 * second, from the year 1 to the year 9999.
 */
final class ScimTime {
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("uuuu-MM-dd'T'HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .optionalEnd()
          .optionalStart()
          .appendFraction(java.time.temporal.ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter WITH_ZULU =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private ScimTime() {}

  /** Reads the time of a member, or refuses it with {@code MEMBER_INVALID}. */
  static Instant read(String member, String text) {
    try {
      var time =
          READ.parse(text.strip(), OffsetDateTime::from).withOffsetSameInstant(ZoneOffset.UTC);
      if (time.getYear() >= 1 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException notATime) {
      // Told below, without the text.
    }
    throw Member.invalid(member, "is not a time such as 2022-11-20T18:15:21+00:00.");
  }

  /** A time in whole seconds, with the offset {@code +00:00}; older clients get {@code Z}. */
  static String text(Instant time, ApiVersion version) {
    return (version.isOld() ? WITH_ZULU : WITH_OFFSET).format(time.atOffset(ZoneOffset.UTC));
  }
}
