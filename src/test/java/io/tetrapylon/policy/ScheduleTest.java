package io.tetrapylon.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 2 November 2026 is a Monday. */
class ScheduleTest {
  private static final List<String> EVERY_DAY =
      List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
  private static final List<String> WEEKDAYS = List.of("MON", "TUE", "WED", "THU", "FRI");

  @ParameterizedTest
  @CsvSource({
    "2026-11-02T08:59:59.999Z, false",
    "2026-11-02T09:00:00Z, true",
    "2026-11-06T17:59:59.999999999Z, true",
    "2026-11-06T18:00:00Z, false",
    "2026-11-07T12:00:00Z, false",
    "2026-11-08T12:00:00Z, false",
  })
  void aWindowBeginsWithItsFirstMinuteAndEndsBeforeItsLast(Instant at, boolean inside) {
    var office = Schedule.parse(WEEKDAYS, "09:00", "18:00", "UTC");

    assertEquals(inside, office.contains(at));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-06T21:59:59Z, false",
    "2026-11-06T22:00:00Z, true",
    "2026-11-06T23:59:59Z, true",
    "2026-11-07T00:00:00Z, true",
    "2026-11-07T05:59:59Z, true",
    "2026-11-07T06:00:00Z, false",
    "2026-11-06T05:00:00Z, false",
    "2026-11-07T22:00:00Z, false",
    "2026-11-08T05:00:00Z, false",
  })
  void aWindowOverMidnightBelongsToTheDayOnWhichItStarts(Instant at, boolean inside) {
    var friday = Schedule.parse(List.of("FRI"), "22:00", "06:00", "UTC");

    assertEquals(inside, friday.contains(at));
  }

  @Test
  void sundaysNightGoesOnIntoMonday() {
    var sunday = Schedule.parse(List.of("SUN"), "23:00", "01:00", "UTC");

    assertTrue(sunday.contains(Instant.parse("2026-11-02T00:30:00Z")));
    assertFalse(sunday.contains(Instant.parse("2026-11-01T00:30:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24:00", "00:00"})
  void aWindowCanEndWithTheDay(String end) {
    var evening = Schedule.parse(List.of("MON"), "18:00", end, "UTC");

    assertTrue(evening.contains(Instant.parse("2026-11-02T23:59:59Z")));
    assertFalse(evening.contains(Instant.parse("2026-11-03T00:00:00Z")));
    assertFalse(evening.contains(Instant.parse("2026-11-02T00:00:00Z")));
  }

  @Test
  void from0000To2400OnEveryDayIsAlways() {
    var always = Schedule.parse(EVERY_DAY, "00:00", "24:00", "Europe/Zurich");

    for (var at = Instant.parse("2026-01-01T00:00:00Z");
        at.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
        at = at.plusSeconds(1_793)) {
      assertTrue(always.contains(at), at.toString());
    }
  }

  @Test
  void theDayIsTheZonesOwn() {
    var monday = Schedule.parse(List.of("MON"), "00:00", "24:00", "Pacific/Auckland");

    assertTrue(monday.contains(Instant.parse("2026-11-01T11:00:00Z")));
    assertFalse(monday.contains(Instant.parse("2026-11-02T11:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-28T07:59:00Z, false", // the day before: 08:59 in winter time
    "2026-03-28T08:00:00Z, true",
    "2026-03-29T06:59:00Z, false", // clocks went forward: 09:00 is an hour earlier
    "2026-03-29T07:00:00Z, true",
    "2026-03-29T15:59:00Z, true",
    "2026-03-29T16:00:00Z, false",
    "2026-10-25T07:59:00Z, false", // clocks went back
    "2026-10-25T08:00:00Z, true",
    "2026-10-25T17:00:00Z, false",
  })
  void theWallClockDecidesWhenClocksChange(Instant at, boolean inside) {
    var office = Schedule.parse(EVERY_DAY, "09:00", "18:00", "Europe/Zurich");

    assertEquals(inside, office.contains(at));
  }

  @Test
  void anHourThatTheWallClockSkipsDoesNotHappen() {
    var skipped = Schedule.parse(EVERY_DAY, "02:00", "03:00", "Europe/Zurich");

    assertFalse(skipped.contains(Instant.parse("2026-03-29T00:59:59Z"))); // 01:59:59
    assertFalse(skipped.contains(Instant.parse("2026-03-29T01:00:00Z"))); // 03:00:00
    assertTrue(skipped.contains(Instant.parse("2026-03-30T00:00:00Z")));
  }

  @Test
  void anHourThatTheWallClockShowsTwiceCountsTwice() {
    var repeated = Schedule.parse(EVERY_DAY, "02:00", "03:00", "Europe/Zurich");

    assertTrue(repeated.contains(Instant.parse("2026-10-25T00:30:00Z")));
    assertTrue(repeated.contains(Instant.parse("2026-10-25T01:30:00Z")));
    assertFalse(repeated.contains(Instant.parse("2026-10-25T02:00:00Z")));
  }

  @Test
  void aNightInWhichClocksChangeEndsByTheWallClock() {
    var saturday = Schedule.parse(List.of("SAT"), "22:00", "06:00", "Europe/Zurich");

    assertTrue(saturday.contains(Instant.parse("2026-03-29T03:59:59Z")));
    assertFalse(saturday.contains(Instant.parse("2026-03-29T04:00:00Z")));
    assertTrue(saturday.contains(Instant.parse("2026-10-25T04:59:59Z")));
    assertFalse(saturday.contains(Instant.parse("2026-10-25T05:00:00Z")));
  }

  @Test
  void textsBecomeDaysMinutesAndAZone() {
    var schedule = Schedule.parse(List.of("SUN", "MON", "SUN"), "07:05", "24:00", "+01:00");

    assertEquals(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), schedule.days());
    assertEquals(7 * 60 + 5, schedule.fromMinute());
    assertEquals(1440, schedule.toMinute());
    assertEquals(ZoneOffset.ofHours(1), schedule.zone());
    assertEquals(new Schedule(schedule.days(), 425, 1440, ZoneId.of("+01:00")), schedule);
  }

  @ParameterizedTest
  @CsvSource({
    "MON, 24:00, 06:00, UTC, 24:00 only as an end",
    "MON, 9:00, 18:00, UTC, '9:00'",
    "MON, 09:00, 24:01, UTC, '24:01'",
    "MON, 09:60, 18:00, UTC, '09:60'",
    "MON, 09:00:00, 18:00, UTC, HH:mm",
    "MON, ٠٩:00, 18:00, UTC, HH:mm",
    "MON, '', 18:00, UTC, HH:mm",
    "mon, 09:00, 18:00, UTC, 'mon'",
    "MONDAY, 09:00, 18:00, UTC, SUN",
    "MON, 09:00, 18:00, Mars/Olympus, 'Mars/Olympus'",
    "MON, 09:00, 18:00, 'x\ny', 'xy'",
    "MON, 09:00, 09:00, UTC, 24:00",
    "MON, 00:00, 00:00, UTC, 24:00",
  })
  void whatIsNoScheduleIsRefusedWithASentence(
      String day, String from, String to, String zone, String part) {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> Schedule.parse(List.of(day), from, to, zone));

    assertTrue(refused.getMessage().contains(part), refused.getMessage());
  }

  @Test
  void aScheduleWithoutDaysIsRefused() {
    var none = EnumSet.noneOf(DayOfWeek.class);

    assertThrows(
        IllegalArgumentException.class, () -> Schedule.parse(List.of(), "09:00", "18:00", "UTC"));
    assertThrows(IllegalArgumentException.class, () -> new Schedule(none, 0, 1440, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @CsvSource({"-1, 60", "1440, 60", "60, 1441", "60, -1", "60, 60"})
  void minutesOutsideTheDayAreRefused(int from, int to) {
    var monday = EnumSet.of(DayOfWeek.MONDAY);

    assertThrows(
        IllegalArgumentException.class, () -> new Schedule(monday, from, to, ZoneOffset.UTC));
  }

  @Test
  void theDaysCannotBeChangedAfterwards() {
    var days = EnumSet.of(DayOfWeek.MONDAY);
    var schedule = new Schedule(days, 0, 1440, ZoneOffset.UTC);

    days.add(DayOfWeek.SUNDAY);

    assertEquals(Set.of(DayOfWeek.MONDAY), schedule.days());
    assertThrows(UnsupportedOperationException.class, () -> schedule.days().add(DayOfWeek.SUNDAY));
  }
}
