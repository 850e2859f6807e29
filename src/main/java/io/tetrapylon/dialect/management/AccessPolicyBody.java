package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Reading;
import io.tetrapylon.policy.AccessPolicySettings;
import io.tetrapylon.policy.Method;
import io.tetrapylon.policy.Schedule;
import io.tetrapylon.policy.StoredAccessPolicy;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An access policy as it travels. */
final class AccessPolicyBody {
  private static final int DAY_LETTERS = 3;
  private static final int HOUR = 60;

  private AccessPolicyBody() {}

  /**
   * An access policy to be made or changed. Groups, resources and networks are named by id or name;
   * an empty list of networks is any place, no schedule is always.
   */
  @Schema(name = "AccessPolicySettings")
  record Settings(
      @Nullable String name,
      @Nullable Boolean enabled,
      @Nullable List<String> groups,
      @Schema(description = "Numbers, or names", implementation = String[].class)
          @Nullable List<Object> resources,
      @Nullable List<String> networks,
      @Nullable List<String> methods,
      @Nullable Times schedule) {

    AccessPolicySettings toSettings() {
      return new AccessPolicySettings(
          Member.text("name", name, 200),
          Objects.requireNonNullElse(enabled, true),
          Lists.of("groups", groups),
          Lists.of("resources", resources).stream().map(Settings::reference).toList(),
          Lists.of("networks", networks),
          Lists.of("methods", methods).stream().map(Settings::method).collect(Collectors.toSet()),
          schedule == null ? null : schedule.toSchedule());
    }

    private static String reference(Object given) {
      Member.check(
          given instanceof String || given instanceof Integer || given instanceof Long,
          "resources",
          "must hold numbers or names.");
      return given.toString();
    }

    private static Method method(String word) {
      return Reading.of("methods", () -> Method.ofWireName(word));
    }
  }

  /** {@code MON} to {@code SUN}, {@code HH:mm} (24:00 as an end), and a time zone. */
  @Schema(name = "Schedule")
  record Times(
      @Nullable List<String> days,
      @Nullable String from,
      @Nullable String to,
      @Nullable String zone) {

    Schedule toSchedule() {
      var start = Member.text("schedule.from", from, 5);
      var end = Member.text("schedule.to", to, 5);
      var where = Member.text("schedule.zone", zone, 50);
      return Reading.of(
          "schedule", () -> Schedule.parse(Lists.of("schedule.days", days), start, end, where));
    }

    static Times of(Schedule schedule) {
      return new Times(
          schedule.days().stream().map(Times::day).toList(),
          time(schedule.fromMinute()),
          time(schedule.toMinute()),
          schedule.zone().getId());
    }

    private static String day(DayOfWeek day) {
      return day.name().substring(0, DAY_LETTERS);
    }

    private static String time(int minute) {
      return "%02d:%02d".formatted(minute / HOUR, minute % HOUR);
    }
  }

  /** The ids of all access policies, in the order in which they are asked. */
  @Schema(name = "AccessPolicyOrder")
  record Order(@Nullable List<UUID> order) {
    List<UUID> ids() {
      return Lists.of("order", order);
    }
  }

  /** An access policy as it stands. */
  @Schema(name = "AccessPolicy")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      int position,
      String name,
      boolean enabled,
      List<String> groups,
      List<Long> resources,
      List<String> networks,
      List<String> methods,
      @Nullable Times schedule,
      Instant createdAt,
      long version) {
    static View of(StoredAccessPolicy policy) {
      var settings = policy.settings();
      var schedule = settings.schedule();
      return new View(
          policy.id(),
          policy.position(),
          settings.name(),
          settings.enabled(),
          settings.groups(),
          settings.resources().stream().map(Long::valueOf).toList(),
          settings.networks(),
          words(settings.methods()),
          schedule == null ? null : Times.of(schedule),
          policy.createdAt(),
          policy.version());
    }
  }

  static List<String> words(Set<Method> methods) {
    return methods.stream().map(Method::wireName).toList();
  }
}
