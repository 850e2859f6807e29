package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.kernel.Criterion;
import io.tetrapylon.kernel.Criterion.All;
import io.tetrapylon.kernel.Criterion.Any;
import io.tetrapylon.kernel.Criterion.Compare;
import io.tetrapylon.kernel.Criterion.Comparison;
import io.tetrapylon.kernel.Criterion.Not;
import io.tetrapylon.kernel.Criterion.Present;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters (RFC 7644 section 3.4.2.2), with one liberty of HID's: a value may be a word
 * without quotes. What is read has attributes as its fields, in lower case and without the URN of
 * their schema. A value is data, whatever it holds; what is not of the grammar is refused.
 */
final class ScimFilter {
  private static final int LONGEST = 2000;
  private static final int MOST_COMPARISONS = 20;
  private static final int DEEPEST = 10;
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([A-Za-z0-9._-]+:)*[A-Za-z$][A-Za-z0-9_$-]*(\\.[A-Za-z$][A-Za-z0-9_$-]*)*");

  private final ScimTokens tokens;
  private int comparisons;
  private int depth;

  private ScimFilter(String text) {
    this.tokens = new ScimTokens(text);
  }

  /** The criterion of a filter; null and blank are none. */
  static Criterion read(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return Criterion.EVERYTHING;
    }
    if (text.length() > LONGEST) {
      throw HidRefusal.filter("The filter is longer than " + LONGEST + " characters.");
    }
    var filter = new ScimFilter(text);
    var read = filter.or("");
    filter.tokens.requireEnd();
    return read;
  }

  private Criterion or(String prefix) {
    if (++depth > DEEPEST) {
      throw HidRefusal.filter("The filter is nested too deeply.");
    }
    var parts = new ArrayList<Criterion>();
    do {
      parts.add(and(prefix));
    } while (tokens.takeWord("or"));
    depth--;
    return parts.size() == 1 ? parts.get(0) : new Any(parts);
  }

  private Criterion and(String prefix) {
    var parts = new ArrayList<Criterion>();
    do {
      parts.add(term(prefix));
    } while (tokens.takeWord("and"));
    return parts.size() == 1 ? parts.get(0) : new All(parts);
  }

  private Criterion term(String prefix) {
    if (tokens.takeWord("not")) {
      tokens.require('(');
      return new Not(closed(prefix, ')'));
    }
    if (tokens.take('(')) {
      return closed(prefix, ')');
    }
    var attribute = attribute(prefix);
    return tokens.take('[') ? closed(attribute + ".", ']') : comparison(attribute);
  }

  private Criterion closed(String prefix, char end) {
    var inner = or(prefix);
    tokens.require(end);
    return inner;
  }

  private String attribute(String prefix) {
    var path = tokens.word();
    if (!ATTRIBUTE.matcher(path).matches()) {
      throw HidRefusal.filter("The filter names something that is no attribute.");
    }
    return prefix + path.substring(path.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  private Criterion comparison(String attribute) {
    if (++comparisons > MOST_COMPARISONS) {
      throw HidRefusal.filter("The filter has more than " + MOST_COMPARISONS + " comparisons.");
    }
    var operator = tokens.word().toLowerCase(Locale.ROOT);
    if (operator.equals("pr")) {
      return new Present(attribute);
    }
    var how = comparison(operator, OPERATORS);
    var value = tokens.value();
    if (value == null) { // null is the absence of a value (RFC 7643 section 2.5)
      return how == Comparison.EQ ? new Not(new Present(attribute)) : ofAbsent(attribute, how);
    }
    return new Compare(attribute, how, value);
  }

  private static Criterion ofAbsent(String attribute, Comparison how) {
    return how == Comparison.NE ? new Present(attribute) : Criterion.NOTHING;
  }

  private static final List<Comparison> OPERATORS = List.of(Comparison.values());

  private static Comparison comparison(String operator, List<Comparison> known) {
    return known.stream()
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(operator))
        .findFirst()
        .orElseThrow(() -> HidRefusal.filter("The filter has an operator that does not exist."));
  }
}
