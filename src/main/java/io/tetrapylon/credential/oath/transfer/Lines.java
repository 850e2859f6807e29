package io.tetrapylon.credential.oath.transfer;

import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.transfer.TransferRow.Flawed;
import io.tetrapylon.kernel.Secret;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Files that have a token a line. Blank lines and lines that begin with {@code #} are none. */
final class Lines {
  private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2})+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private Lines() {}

  /**
   * A line.
   *
   * @param number from 1, blank lines counted
   * @param text without white space around it
   */
  record Line(int number, String text) {
    /** The fields of comma separated values (RFC 4180), stripped. */
    List<String> fields() {
      return Lines.fields(text);
    }

    /** Secrets stand in it. */
    @Override
    public String toString() {
      return "Line[" + number + "]";
    }
  }

  /** The lines that say something. A byte order mark does not. */
  static List<Line> of(String content) {
    var all = content.replace("\uFEFF", "").split("\r\n|\r|\n", -1);
    return IntStream.range(0, all.length)
        .mapToObj(i -> new Line(i + 1, all[i].strip()))
        .filter(line -> !line.text().isEmpty() && !line.text().startsWith("#"))
        .toList();
  }

  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /** A field, or an empty text where the line is shorter. */
  static String field(List<String> fields, int at) {
    return at < fields.size() ? fields.get(at) : "";
  }

  /** A number of at most nine digits. */
  static int number(String name, String text, int otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new Flawed(name + " is no number.");
    }
    return Integer.parseInt(text);
  }

  /** A secret in hexadecimal digits. */
  static Secret hex(String text) {
    if (!HEX.matcher(text).matches()) {
      throw new Flawed("Its secret is not in hexadecimal digits.");
    }
    return Secret.of(HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT)));
  }

  /** The hash function of a name such as {@code sha-256}; none is SHA1. */
  static OathAlgorithm algorithm(String name) {
    return switch (name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "")) {
      case "", "SHA1", "HMACSHA1" -> OathAlgorithm.SHA1;
      case "SHA256", "HMACSHA256" -> OathAlgorithm.SHA256;
      case "SHA512", "HMACSHA512" -> OathAlgorithm.SHA512;
      default -> throw new Flawed("Its hash function is not known here.");
    };
  }
}
