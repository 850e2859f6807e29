package io.tetrapylon.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Checks of what a caller gives, by the name of the member that holds it. Each refuses with {@code
 * MEMBER_INVALID} and a sentence that begins with that name.
 */
public final class Member {
  private Member() {}

  /** A text of 1 to {@code max} UTF-16 units that is not blank and that a database can hold. */
  public static String text(String name, @Nullable String value, int max) {
    if (value == null || value.isBlank()) {
      throw invalid(name, "must not be blank.");
    }
    if (value.length() > max) {
      throw invalid(name, "must have at most " + max + " characters.");
    }
    if (!isFit(value)) {
      throw invalid(name, "must not hold control characters or broken Unicode.");
    }
    return value;
  }

  /** The same, where the member may be left out. */
  public static @Nullable String optional(String name, @Nullable String value, int max) {
    return value == null ? null : text(name, value, max);
  }

  /** A text such as {@link #text}, or null, that may have lines, as keys have. */
  public static @Nullable String lines(String name, @Nullable String value, int max) {
    if (value != null) {
      text(name, value.replaceAll("[\\r\\n\\t]", " "), max);
    }
    return value;
  }

  /**
   * Whether a text has neither control characters nor broken Unicode, so that a database holds it.
   */
  public static boolean isFit(String text) {
    return text.codePoints().noneMatch(Member::isUnfit);
  }

  /** What must hold of a member. */
  public static void check(boolean holds, String name, String otherwise) {
    if (!holds) {
      throw invalid(name, otherwise);
    }
  }

  /** The refusal of a member. */
  public static Refusal invalid(String name, String sentence) {
    return new Refusal(Reason.MEMBER_INVALID, name + ": " + sentence);
  }

  private static boolean isUnfit(int point) {
    int type = Character.getType(point);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }
}
