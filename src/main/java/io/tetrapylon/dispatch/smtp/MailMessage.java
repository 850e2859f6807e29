package io.tetrapylon.dispatch.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tetrapylon.dispatch.Fields;
import io.tetrapylon.dispatch.Letter;
import io.tetrapylon.dispatch.Unfit;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mail with plain text (RFC 5322, RFC 2045). Whatever is not an address goes in base64, so that
 * no text can add a header or end the mail.
 *
 * @param from a bare address
 * @param to a bare address
 * @param id the same in every attempt
 * @param text the whole mail, lines ended by CR and LF
 */
record MailMessage(String from, String to, String id, String text) {
  /** The addresses of everyday life: no quotes, no comments, nothing outside ASCII. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

  private static final int WORD_CHARACTERS = 10; // at most 40 bytes of UTF-8, 56 of base64

  static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  static MailMessage of(Letter letter, Instant now) {
    var from = Fields.stored(letter.settings(), "from");
    var to = Fields.stored(letter.address(), "address");
    if (!isAddress(from) || !isAddress(to)) {
      throw new Unfit("not an e-mail address");
    }
    var id = "<" + letter.id() + "@" + from.substring(from.indexOf('@') + 1) + ">";
    var words = letter.text();
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
    var lines =
        List.of(
            "From: <" + from + ">",
            "To: <" + to + ">",
            "Subject: " + encodedWords(words.subject()),
            "Date: " + date,
            "Message-ID: " + id,
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getMimeEncoder().encodeToString(words.text().getBytes(UTF_8)));
    return new MailMessage(from, to, id, String.join("\r\n", lines) + "\r\n");
  }

  /** As {@code DATA} wants it: no line of it can begin with a dot. */
  Buffer data() {
    return Buffer.buffer((text + ".\r\n").getBytes(US_ASCII));
  }

  /** RFC 2047: each word whole characters, and short enough for a line. */
  private static String encodedWords(String text) {
    var words = new ArrayList<String>();
    int from = 0;
    while (from < text.length()) {
      int count = Math.min(WORD_CHARACTERS, text.codePointCount(from, text.length()));
      int to = text.offsetByCodePoints(from, count);
      words.add(text.substring(from, to));
      from = to;
    }
    return words.stream()
        .map(word -> Base64.getEncoder().encodeToString(word.getBytes(UTF_8)))
        .map(base64 -> "=?UTF-8?B?" + base64 + "?=")
        .collect(Collectors.joining("\r\n "));
  }

  /** Without the text, which may hold a code. */
  @Override
  public String toString() {
    return "MailMessage[" + id + "]";
  }
}
