package io.tetrapylon.dialect;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What may stand in a path, as it was sent. Two readers of one path that disagree about matrix
 * parameters, doubled slashes, dots or escapes are how path rules get bypassed, so none of these is
 * let in.
 */
final class RawPath {
  private static final Pattern MATRIX = Pattern.compile(";[^/]*");
  private static final Pattern SLASHES = Pattern.compile("/{2,}");
  private static final Pattern DOT_SEGMENT = Pattern.compile("/\\.{1,2}(/|$)");
  private static final Pattern ENCODED_DOT = Pattern.compile("%2[eE]");

  private RawPath() {}

  /** Whether every reader of this path sees the same segments. */
  static boolean isPlain(String path, boolean encodedSlash) {
    return path.startsWith("/")
        && !path.contains("//")
        && !hasDotSegment(path)
        && everyCharacterIsPlain(path, encodedSlash);
  }

  /** The path that a careless reader would see; only good for choosing the words of a refusal. */
  static String meant(String path) {
    var text = path;
    for (var escape : new String[] {"%2F", "%2f", "%5C", "%5c", "\\"}) {
      text = text.replace(escape, "/");
    }
    text = text.replace("%3B", ";").replace("%3b", ";");
    text = MATRIX.matcher(text).replaceAll("");
    return SLASHES.matcher(text).replaceAll("/");
  }

  private static boolean hasDotSegment(String path) {
    if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
      return false;
    }
    return DOT_SEGMENT.matcher(ENCODED_DOT.matcher(path).replaceAll(".")).find();
  }

  private static boolean everyCharacterIsPlain(String path, boolean encodedSlash) {
    for (int at = 0; at < path.length(); at++) {
      char next = path.charAt(at);
      if (next == '%') {
        if (!isPlainEscape(path, at, encodedSlash)) {
          return false;
        }
        at += 2;
      } else if (isUnsafe(next)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlainEscape(String path, int at, boolean encodedSlash) {
    if (at + 2 >= path.length()
        || !HexFormat.isHexDigit(path.charAt(at + 1))
        || !HexFormat.isHexDigit(path.charAt(at + 2))) {
      return false;
    }
    int value = HexFormat.fromHexDigits(path, at + 1, at + 3);
    return value == '/' ? encodedSlash : value >= 0x80 || !isControlOrSeparator((char) value);
  }

  private static boolean isUnsafe(char raw) {
    return raw == ' ' || raw >= 0x7f || isControlOrSeparator(raw);
  }

  private static boolean isControlOrSeparator(char value) {
    return value < 0x20 || value == 0x7f || value == ';' || value == '\\';
  }
}
