package io.tetrapylon.dialect.hidscim;

import org.jspecify.annotations.Nullable;

/** The words, texts and brackets of a filter, one after the other. */
final class ScimTokens {
  private final String text;
  private int at;

  ScimTokens(String text) {
    this.text = text;
  }

  /** Goes past a word, whatever its case, if it is the next one and stands alone. */
  boolean takeWord(String word) {
    skipBlanks();
    int end = endOfWord();
    boolean matches = end - at == word.length() && text.regionMatches(true, at, word, 0, end - at);
    if (matches) {
      at = end;
    }
    return matches;
  }

  /** Goes past a bracket if it is next. */
  boolean take(char bracket) {
    skipBlanks();
    boolean matches = at < text.length() && text.charAt(at) == bracket;
    if (matches) {
      at++;
    }
    return matches;
  }

  void require(char bracket) {
    if (!take(bracket)) {
      throw HidRefusal.filter("The filter lacks a '" + bracket + "'.");
    }
  }

  void requireEnd() {
    skipBlanks();
    if (at < text.length()) {
      throw HidRefusal.filter("The filter goes on where it should end.");
    }
  }

  /** The next word. */
  String word() {
    skipBlanks();
    int end = endOfWord();
    if (end == at) {
      throw HidRefusal.filter("The filter ends too early, or has a word too few.");
    }
    var word = text.substring(at, end);
    at = end;
    return word;
  }

  /** The next value: a JSON string, or a word as it is; null for the word {@code null}. */
  @Nullable String value() {
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      return string();
    }
    var word = word();
    return word.equals("null") ? null : word;
  }

  private String string() {
    var value = new StringBuilder();
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '"') {
        return checked(value.toString());
      }
      value.append(next == '\\' ? escaped() : next);
    }
    throw HidRefusal.filter("The filter has a text without an end.");
  }

  private char escaped() {
    char escape = at < text.length() ? text.charAt(at++) : 0;
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw HidRefusal.filter("The filter has an escape that JSON does not know.");
    };
  }

  private char unicode() {
    int end = at + 4;
    if (end > text.length() || !text.substring(at, end).matches("[0-9A-Fa-f]{4}")) {
      throw HidRefusal.filter("The filter has an escape that JSON does not know.");
    }
    char value = (char) Integer.parseInt(text.substring(at, end), 16);
    at = end;
    return value;
  }

  /** PostgreSQL stores no NUL, and UTF-8 has no form for half a surrogate pair. */
  private static String checked(String value) {
    boolean isStorable =
        value
            .codePoints()
            .noneMatch(
                c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    if (!isStorable) {
      throw HidRefusal.filter("The filter has a text that nothing can hold.");
    }
    return value;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private int endOfWord() {
    int end = at;
    while (end < text.length() && isOfWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfWord(char next) {
    return next > ' '
        && next != '\u007f'
        && !Character.isWhitespace(next)
        && "()[]\"".indexOf(next) < 0
        && !Character.isSurrogate(next);
  }
}
