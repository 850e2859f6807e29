package io.tetrapylon.kernel;

/**
 * Text from outside made fit for a log, an audit row or a sentence.
 *
 * <p>What could forge a line, turn the direction of writing or is not a character is left out:
 * control and format characters, line and paragraph separators, lone surrogates, unassigned and
 * private code points.
 */
public final class CleanText {
  /** The longest text that comes out, in UTF-16 units. */
  public static final int LENGTH = 64;

  private CleanText() {}

  /** The visible text, at most {@value #LENGTH} long; reads no further than it must. */
  public static String of(String text) {
    var clean = new StringBuilder(Math.min(text.length(), LENGTH));
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (isHarmless(point)) {
        if (clean.length() + Character.charCount(point) > LENGTH) {
          break;
        }
        clean.appendCodePoint(point);
      }
    }
    return clean.toString();
  }

  /** Whether nothing of a text would be left out, but for its length. */
  public static boolean isClean(String text) {
    return text.codePoints().allMatch(CleanText::isHarmless);
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
