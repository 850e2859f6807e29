package io.tetrapylon.dialect.nevis;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates as clients write them (ISO 8601): a date, or a date with a time, with or without an offset;
 * what says none is UTC. Years are 1 to 9999.
 */
final class IsoDate {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);
  private static final int LATEST = 9999;

  private IsoDate() {}

  /** The time of a text, as exact as a database keeps it; empty when it is none. */
  static Optional<Instant> parse(String text) {
    try {
      var time = FORM.parse(text);
      var date = LocalDate.from(time);
      if (date.getYear() < 1 || date.getYear() > LATEST) {
        return Optional.empty();
      }
      return Optional.of(
          OffsetDateTime.of(date, LocalTime.from(time), ZoneOffset.from(time))
              .toInstant()
              .truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }
}
