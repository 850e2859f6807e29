package io.tetrapylon.dialect.hidscim;

import io.tetrapylon.challenge.Shown;
import io.tetrapylon.kernel.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code tds} of a signing challenge: {@code {amount, 400.00},{sortcode,20-30-90}}, the lines
 * that the user reads and signs.
 */
final class TransactionText {
  private static final int MOST = 20;
  private static final int LONGEST = 200;
  private static final Pattern LINE = Pattern.compile("\\s*\\{([^{},]*),([^{}]*)\\}\\s*(,|$)");

  private TransactionText() {}

  /** The lines, at least one; anything else is refused with {@code MEMBER_INVALID}. */
  static List<Shown.Detail> read(String text) {
    var lines = new ArrayList<Shown.Detail>();
    var line = LINE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!line.find(at) || line.start() != at || lines.size() == MOST) {
        throw Member.invalid("tds", "must be at most 20 of {name,value}, with commas between.");
      }
      lines.add(
          new Shown.Detail(
              Member.text("tds", line.group(1).strip(), LONGEST),
              Member.text("tds", line.group(2).strip(), LONGEST)));
      at = line.end();
    }
    Member.check(
        !lines.isEmpty() && !text.stripTrailing().endsWith(","), "tds", "must have lines.");
    return lines;
  }
}
