package io.tetrapylon.kernel;

import java.util.List;

/**
 * What is looked for in a list: a condition over fields that whoever lists has named. It knows
 * nothing of columns; {@link Condition} makes SQL of it.
 */
public sealed interface Criterion {
  /** No condition. */
  Criterion EVERYTHING = new All(List.of());

  /** No row. */
  Criterion NOTHING = new Any(List.of());

  /** Each of these holds. */
  record All(List<Criterion> parts) implements Criterion {
    /** Copies. */
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of these holds. */
  record Any(List<Criterion> parts) implements Criterion {
    /** Copies. */
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** It does not hold, or what it is about is not there. */
  record Not(Criterion part) implements Criterion {}

  /** The field has a value. */
  record Present(String field) implements Criterion {}

  /** The field compares so with a value, which is text whatever the field is. */
  record Compare(String field, Comparison how, String value) implements Criterion {}

  /** How a field compares with a value. */
  enum Comparison {
    EQ,
    NE,
    /** It contains the value. */
    CO,
    /** It starts with the value. */
    SW,
    /** It ends with the value. */
    EW,
    GT,
    GE,
    LT,
    LE
  }
}
