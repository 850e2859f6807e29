package io.tetrapylon.policy;

import io.tetrapylon.kernel.CleanText;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A weekly window of time by the clock on the wall of its zone.
 *
 * <p>A window whose end is before its start passes midnight and belongs to the day on which it
 * starts. On a day when clocks change, a window that the wall clock skips does not happen, and an
 * hour that it shows twice counts twice.
 *
 * @param days the days on which the window starts, at least one
 * @param fromMinute first minute of the window, 0 to 1439 after midnight
 * @param toMinute the minute at which it is over, 0 to 1440; 1440 is the end of the day
 * @param zone whose wall clock counts
 */
public record Schedule(Set<DayOfWeek> days, int fromMinute, int toMinute, ZoneId zone) {
  private static final int DAY = 24 * 60;
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");

  /**
   * Refuses what could never contain an instant.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public Schedule {
    require(!days.isEmpty(), "a schedule needs at least one day");
    require(fromMinute >= 0 && fromMinute < DAY, "a schedule starts from 00:00 to 23:59");
    require(toMinute >= 0 && toMinute <= DAY, "a schedule ends from 00:00 to 24:00");
    require(
        fromMinute != toMinute,
        "a schedule that ends when it starts is empty: the whole day is from 00:00 to 24:00");
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
  }

  /**
   * Reads the texts of a tenant file or an API.
   *
   * @param days {@code MON} to {@code SUN}
   * @param from {@code HH:mm}
   * @param to {@code HH:mm}, or {@code 24:00} for the end of the day
   * @param zone a zone of the time-zone database such as {@code Europe/Zurich}, {@code UTC}, or an
   *     offset such as {@code +01:00}
   * @throws IllegalArgumentException with a sentence that says what is wrong
   */
  public static Schedule parse(Collection<String> days, String from, String to, String zone) {
    require(!days.isEmpty(), "a schedule needs at least one day");
    var start = EnumSet.noneOf(DayOfWeek.class);
    days.forEach(day -> start.add(day(day)));
    int end = to.equals("24:00") ? DAY : minute(to);
    return new Schedule(start, minute(from), end, zone(zone));
  }

  /** Whether the wall clock of the zone is in the window at that instant. */
  public boolean contains(Instant instant) {
    var wall = ZonedDateTime.ofInstant(instant, zone);
    int minute = wall.getHour() * 60 + wall.getMinute();
    var today = wall.getDayOfWeek();
    if (fromMinute < toMinute) {
      return days.contains(today) && minute >= fromMinute && minute < toMinute;
    }
    return days.contains(today) && minute >= fromMinute
        || days.contains(today.minus(1)) && minute < toMinute;
  }

  /** The day of that three-letter name, {@code MON} to {@code SUN}. */
  static DayOfWeek day(String text) {
    return switch (text) {
      case "MON" -> DayOfWeek.MONDAY;
      case "TUE" -> DayOfWeek.TUESDAY;
      case "WED" -> DayOfWeek.WEDNESDAY;
      case "THU" -> DayOfWeek.THURSDAY;
      case "FRI" -> DayOfWeek.FRIDAY;
      case "SAT" -> DayOfWeek.SATURDAY;
      case "SUN" -> DayOfWeek.SUNDAY;
      default -> throw wrong(text, "day: it is one of MON, TUE, WED, THU, FRI, SAT, SUN");
    };
  }

  /** The zone of that name. */
  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw wrong(text, "time zone: it is a name such as Europe/Zurich or UTC");
    }
  }

  private static int minute(String text) {
    var time = TIME.matcher(text);
    if (!time.matches()) {
      throw wrong(text, "time: it is HH:mm, and 24:00 only as an end");
    }
    return Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }

  private static IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException("'" + CleanText.of(text) + "' is no " + what);
  }
}
