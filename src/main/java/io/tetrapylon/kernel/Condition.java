package io.tetrapylon.kernel;

import io.tetrapylon.kernel.Criterion.All;
import io.tetrapylon.kernel.Criterion.Any;
import io.tetrapylon.kernel.Criterion.Compare;
import io.tetrapylon.kernel.Criterion.Comparison;
import io.tetrapylon.kernel.Criterion.Not;
import io.tetrapylon.kernel.Criterion.Present;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A criterion as a condition of SQL. Values are always parameters ({@code :f0}, {@code :f1}, …) and
 * fields are looked up, so nothing that a caller wrote becomes part of the statement.
 */
public final class Condition {
  private final Map<String, Column> columns;
  private final Map<String, Object> parameters = new HashMap<>();
  private final String sql;

  private Condition(Criterion criterion, Map<String, Column> columns) {
    this.columns = columns;
    this.sql = render(criterion);
  }

  /** The condition; a field that the list does not have is refused with {@code MEMBER_INVALID}. */
  public static Condition of(Criterion criterion, Map<String, Column> columns) {
    return new Condition(criterion, columns);
  }

  /** What stands in the WHERE. */
  public String sql() {
    return sql;
  }

  /** The values, by the names of their parameters. */
  public Map<String, Object> parameters() {
    return Map.copyOf(parameters);
  }

  /** How rows are ordered; a field that is not known, or has several values, is no order. */
  public static String order(Slice.Range range, Map<String, Column> columns, String tieBreaker) {
    var column = columns.get(range.sortBy());
    var direction = range.ascending() ? "" : " desc";
    return column == null || column.within() != null
        ? tieBreaker + direction
        : column.comparable() + direction + ", " + tieBreaker + direction;
  }

  private String render(Criterion criterion) {
    if (criterion instanceof All all) {
      return joined(all.parts(), " and ", "true");
    } else if (criterion instanceof Any any) {
      return joined(any.parts(), " or ", "false");
    } else if (criterion instanceof Not not) {
      return "not coalesce(" + render(not.part()) + ", false)";
    } else if (criterion instanceof Present present) {
      var column = column(present.field());
      return column.placed(column.expression() + " is not null");
    }
    var compare = (Compare) criterion;
    return compare(column(compare.field()), compare.how(), compare.value());
  }

  private String joined(List<Criterion> parts, String word, String ofNone) {
    return parts.isEmpty()
        ? ofNone
        : parts.stream().map(this::render).collect(Collectors.joining(word, "(", ")"));
  }

  private Column column(String field) {
    var column = columns.get(field);
    if (column == null) {
      throw Member.invalid("filter", "there is no such field.");
    }
    return column;
  }

  private String compare(Column column, Comparison how, String value) {
    if (how == Comparison.NE) {
      return "not coalesce(" + compare(column, Comparison.EQ, value) + ", false)";
    }
    return switch (column.type()) {
      case EXACT -> column.placed(text(column.expression(), how, parameter(value)));
      case FOLDED -> folded(column, how, value);
      case NUMBER -> number(column, how, value);
      case FLAG ->
          how == Comparison.EQ && (value.equals("true") || value.equals("false"))
              ? column.placed(column.expression() + " is " + value)
              : "false";
    };
  }

  private String folded(Column column, Comparison how, String value) {
    var plain = text(column.comparable(), how, "lower(" + parameter(value) + ")");
    var lookup = column.lookup();
    return column.placed(
        lookup != null && how == Comparison.EQ
            ? "("
                + lookup.sql().formatted(parameter(lookup.key().apply(value)))
                + " and "
                + plain
                + ")"
            : plain);
  }

  private String number(Column column, Comparison how, String value) {
    return value.matches("-?[0-9]{1,18}")
        ? column.placed(text(column.expression(), how, parameter(Long.valueOf(value))))
        : "false";
  }

  private static String text(String left, Comparison how, String right) {
    return switch (how) {
      case EQ -> left + " = " + right;
      case CO -> "strpos(cast(" + left + " as text), cast(" + right + " as text)) > 0";
      case SW -> "starts_with(cast(" + left + " as text), cast(" + right + " as text))";
      case EW ->
          "right(cast(%1$s as text), length(cast(%2$s as text))) = cast(%2$s as text)"
              .formatted(left, right);
      case GT -> left + " > " + right;
      case GE -> left + " >= " + right;
      case LT -> left + " < " + right;
      case LE -> left + " <= " + right;
      case NE -> throw new IllegalArgumentException("is rendered as what it is not");
    };
  }

  private String parameter(Object value) {
    var name = "f" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  /** How values of a column compare. */
  public enum Type {
    /** Text, as it is. */
    EXACT,
    /** Text, whatever its case. */
    FOLDED,
    NUMBER,
    FLAG
  }

  /** An index by which rows with a value are found: a condition with one {@code %s}. */
  public record Lookup(String sql, java.util.function.UnaryOperator<String> key) {}

  /**
   * Where a field stands.
   *
   * @param expression of SQL
   * @param type how it compares
   * @param within a condition with one {@code %s} for that of the field where a row may have
   *     several, or null
   * @param lookup the index for equality, or null
   */
  public record Column(
      String expression, Type type, @Nullable String within, @Nullable Lookup lookup) {
    /** A column of the row. */
    public Column(String expression, Type type) {
      this(expression, type, null, null);
    }

    private String comparable() {
      return type == Type.FOLDED ? "lower(" + expression + ")" : expression;
    }

    private String placed(String condition) {
      return within == null ? condition : within.formatted(condition);
    }
  }
}
