package io.tetrapylon.user;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * What was typed as a login, normalised: user name and e-mail, upper and lower case, composed and
 * decomposed characters lead to one user, so guesses are counted in one place whatever the
 * spelling.
 *
 * @param value the key; for text that no login can be, one that nobody has
 */
public record LoginKey(String value) {
  /**
   * The longest login, in UTF-16 units: an e-mail address has at most 254 characters (RFC 5321).
   */
  public static final int MAX_LENGTH = 320;

  /** Longer keys are nobody's: compatibility forms can be many times longer than what was typed. */
  private static final int MAX_KEY_LENGTH = 512;

  private static final LoginKey NOBODY = new LoginKey("");

  /** The key of any text: NFKC, case folded, without blanks around it. */
  public static LoginKey of(String typed) {
    if (typed.length() > MAX_LENGTH || !isStorable(typed)) {
      return NOBODY;
    }
    String key = compatible(folded(compatible(typed))).strip();
    return key.length() > MAX_KEY_LENGTH ? NOBODY : new LoginKey(key);
  }

  /** The key as bytes, for a MAC. */
  public byte[] utf8() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether somebody can have it as a login. */
  public boolean isUsable() {
    return !value.isEmpty();
  }

  /** By way of upper case, for which there are the longer forms; either small sigma is the same. */
  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('\u03c2', '\u03c3');
  }

  private static String compatible(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /** PostgreSQL stores no NUL, and UTF-8 has no form for half a surrogate pair. */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }
}
