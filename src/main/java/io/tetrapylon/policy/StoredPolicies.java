package io.tetrapylon.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads policies as the rulebook's SELECT aggregates them, in their order.
 *
 * <p>Each is an object with {@code id}, {@code name}, {@code groups}, {@code cidrs} (texts), {@code
 * methods} (names of {@link Method}), {@code days} ({@code MON} to {@code SUN}), {@code from},
 * {@code to} (minutes) and {@code zone}, the last four null together, and, where the statement does
 * not leave them out, {@code enabled}.
 */
public final class StoredPolicies {
  private StoredPolicies() {}

  /**
   * The policies; null, which is what PostgreSQL aggregates from no row, is no policy.
   *
   * @throws IllegalArgumentException if a row holds what no policy can hold
   */
  public static List<AccessPolicy> read(@Nullable JsonArray rows) {
    if (rows == null) {
      return List.of();
    }
    var policies = new ArrayList<AccessPolicy>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      policies.add(policy(rows.getJsonObject(i)));
    }
    return policies;
  }

  private static AccessPolicy policy(JsonObject row) {
    return new AccessPolicy(
        UUID.fromString(row.getString("id")),
        row.getString("name"),
        row.getBoolean("enabled", true),
        Set.copyOf(each(row.getJsonArray("groups"), UUID::fromString)),
        each(row.getJsonArray("cidrs"), Cidr::parse),
        schedule(row),
        methods(row));
  }

  private static @Nullable Schedule schedule(JsonObject row) {
    var zone = row.getString("zone");
    if (zone == null) {
      return null;
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    days.addAll(each(row.getJsonArray("days"), Schedule::day));
    return new Schedule(days, row.getInteger("from"), row.getInteger("to"), Schedule.zone(zone));
  }

  private static Set<Method> methods(JsonObject row) {
    Set<Method> methods = EnumSet.noneOf(Method.class);
    methods.addAll(each(row.getJsonArray("methods"), Method::valueOf));
    return methods;
  }

  private static <T> List<T> each(@Nullable JsonArray texts, Function<String, T> reader) {
    if (texts == null) {
      return List.of();
    }
    var values = new ArrayList<T>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      values.add(reader.apply(texts.getString(i)));
    }
    return values;
  }
}
