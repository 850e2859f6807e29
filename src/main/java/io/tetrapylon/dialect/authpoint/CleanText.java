package io.tetrapylon.dialect.authpoint;

import java.util.regex.Pattern;

/** Text from a caller that people will see: in a log, on a phone, in the audit trail. */
final class CleanText {
  /** The longest context text that is kept, in UTF-16 units. */
  static final int LONGEST = 256;

  // Control and format characters (which reorder what is read), line ends, halves of a character.
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private CleanText() {}

  /** The text with a space for each such character, without spaces at its ends, cut to length. */
  static String of(String text) {
    var cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return UNSEEN.matcher(cut).replaceAll(" ").strip();
  }

  /** Whether the text has no control character and no half of a character. */
  static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
  }

  /**
   * Whether each half of a character has its other half, so that the text can be written in UTF-8.
   */
  static boolean isWhole(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
