package io.tetrapylon.audit;

import java.util.regex.Pattern;

/**
 * A table partitioned by month on its UUIDv7. A feature offers each of its own as a bean; {@link
 * Partitions} makes its months ahead of time and drops those that nobody needs any more.
 *
 * @param name the table
 * @param monthsKept how many whole months stay beside the running one, 1 or more; 0 for all
 */
public record PartitionedTable(String name, int monthsKept) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Refuses what is not a plain name: it stands in the text of SQL statements. */
  public PartitionedTable {
    if (!NAME.matcher(name).matches() || monthsKept < 0) {
      throw new IllegalArgumentException("Not a plain SQL name and a number of months: " + name);
    }
  }

  /** A table that keeps all its months. */
  public static PartitionedTable keptForever(String name) {
    return new PartitionedTable(name, 0);
  }
}
