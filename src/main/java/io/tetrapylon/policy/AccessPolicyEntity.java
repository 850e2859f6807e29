package io.tetrapylon.policy;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.jspecify.annotations.Nullable;

/** A row of {@code access_policy} with what it refers to. */
@Entity
@Table(name = "access_policy")
class AccessPolicyEntity extends TenantRow {
  private static final int ABBREVIATION = 3;

  @Column String name;
  @Column int position;
  @Column boolean enabled;
  @Column String[] methods;

  @Column(name = "schedule_days")
  String @Nullable [] scheduleDays;

  @Column(name = "schedule_from")
  @Nullable Integer scheduleFrom;

  @Column(name = "schedule_to")
  @Nullable Integer scheduleTo;

  @Column(name = "schedule_zone")
  @Nullable String scheduleZone;

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @CollectionTable(
      name = "access_policy_group",
      joinColumns = {
        @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @JoinColumn(name = "policy_id", referencedColumnName = "id")
      })
  @Column(name = "group_id")
  Set<UUID> groups = new HashSet<>();

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @CollectionTable(
      name = "access_policy_resource",
      joinColumns = {
        @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @JoinColumn(name = "policy_id", referencedColumnName = "id")
      })
  @Column(name = "resource_id")
  Set<Long> resources = new HashSet<>();

  @ElementCollection(fetch = FetchType.EAGER)
  @Fetch(FetchMode.SUBSELECT)
  @CollectionTable(
      name = "access_policy_network",
      joinColumns = {
        @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @JoinColumn(name = "policy_id", referencedColumnName = "id")
      })
  @Column(name = "network_id")
  Set<UUID> networks = new HashSet<>();

  AccessPolicyEntity set(AccessPolicySettings settings, PolicyReferences.Found found) {
    name = settings.name();
    enabled = settings.enabled();
    methods = settings.methods().stream().map(Method::name).toArray(String[]::new);
    setSchedule(settings.schedule());
    replace(groups, found.groups());
    replace(resources, found.resources());
    replace(networks, found.networks());
    return this;
  }

  private void setSchedule(@Nullable Schedule schedule) {
    scheduleDays = schedule == null ? null : names(schedule.days());
    scheduleFrom = schedule == null ? null : Integer.valueOf(schedule.fromMinute());
    scheduleTo = schedule == null ? null : Integer.valueOf(schedule.toMinute());
    scheduleZone = schedule == null ? null : schedule.zone().getId();
  }

  @Nullable Schedule schedule() {
    if (scheduleDays == null
        || scheduleFrom == null
        || scheduleTo == null
        || scheduleZone == null) {
      return null;
    }
    var days = EnumSet.noneOf(DayOfWeek.class);
    Arrays.stream(scheduleDays).map(Schedule::day).forEach(days::add);
    return new Schedule(days, scheduleFrom, scheduleTo, Schedule.zone(scheduleZone));
  }

  Set<Method> methods() {
    var all = EnumSet.noneOf(Method.class);
    Arrays.stream(methods).map(Method::valueOf).forEach(all::add);
    return all;
  }

  private static String[] names(Set<DayOfWeek> days) {
    return days.stream()
        .map(day -> day.name().substring(0, ABBREVIATION).toUpperCase(Locale.ROOT))
        .toArray(String[]::new);
  }

  private static <T> void replace(Set<T> present, Set<T> wanted) {
    present.retainAll(wanted);
    present.addAll(wanted);
  }
}
