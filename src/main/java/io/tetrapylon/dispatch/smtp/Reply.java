package io.tetrapylon.dispatch.smtp;

import java.util.List;
import java.util.Locale;

/**
 * What a mail server says (RFC 5321 section 4.2).
 *
 * @param code three digits
 * @param lines what stands behind them, one or more
 */
record Reply(int code, List<String> lines) {
  /** Copies the lines. */
  Reply {
    lines = List.copyOf(lines);
  }

  boolean isPositive() {
    return code / 100 == 2 || code / 100 == 3;
  }

  /** Enhanced status 5.1.1 (RFC 3463): there is no such mailbox. */
  boolean isNoSuchMailbox() {
    return code / 100 == 5 && lines.get(0).startsWith("5.1.1");
  }

  /** Whether a greeting to {@code EHLO} offers an extension. */
  boolean offers(String extension) {
    return lines.stream()
        .map(line -> line.toUpperCase(Locale.ROOT))
        .anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
  }

  /** Whether it offers a mechanism of authentication. */
  boolean offersAuth(String mechanism) {
    return lines.stream()
        .map(line -> line.toUpperCase(Locale.ROOT).split("[ =]"))
        .anyMatch(words -> words[0].equals("AUTH") && List.of(words).contains(mechanism));
  }

  /** The code, and the enhanced status where there is one; the server's own words stay out. */
  String reason() {
    var first = lines.get(0).split(" ", 2)[0];
    return first.matches("[245]\\.\\d{1,3}\\.\\d{1,3}") ? code + " " + first : String.valueOf(code);
  }

  /** The failure of a command that the server did not take. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Refused(Reply reply) {
      super(reply.reason(), null, false, false);
      this.reply = reply;
    }

    Reply reply() {
      return reply;
    }
  }
}
