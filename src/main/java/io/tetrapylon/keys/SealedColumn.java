package io.tetrapylon.keys;

import java.util.regex.Pattern;

/**
 * A column that holds sealed values. A feature offers each of its own as a bean, so that a rotation
 * finds them all.
 *
 * @param table its table, which has a column {@code tenant_id}
 * @param keyColumn the column of type {@code uuid} that identifies a row within the tenant
 * @param column the sealed column, of type {@code bytea}
 */
public record SealedColumn(String table, String keyColumn, String column) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Refuses what is not a plain name: these stand in the text of SQL statements. */
  public SealedColumn {
    for (var name : new String[] {table, keyColumn, column}) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("Not a plain SQL name: " + name);
      }
    }
  }

  /** {@code table.column}. */
  public String name() {
    return table + "." + column;
  }
}
