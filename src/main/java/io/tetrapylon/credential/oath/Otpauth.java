package io.tetrapylon.credential.oath;

import io.tetrapylon.kernel.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The {@code otpauth} text that carries a token to an authenticator app, mostly as a QR code. */
public final class Otpauth {
  private Otpauth() {}

  /**
   * The text for a token: for HOTP with the counter that comes next. It holds the token's secret,
   * so it is one itself.
   *
   * @param issuer who the code is for, as the app shows it
   * @param label whose token it is, such as a user name
   */
  public static Secret of(String issuer, String label, OathToken token) {
    return Secret.of(
        "otpauth://%s/%s:%s?secret=%s&issuer=%s&algorithm=%s&digits=%d&%s"
            .formatted(
                token.method() == OathMethod.TOTP ? "totp" : "hotp",
                encoded(issuer),
                encoded(label),
                Base32Secret.text(token.secret()),
                encoded(issuer),
                token.algorithm(),
                token.digits(),
                moving(token)));
  }

  private static String moving(OathToken token) {
    return switch (token.method()) {
      case TOTP -> "period=" + token.period();
      case HOTP -> "counter=" + (token.movingFactor() + 1);
    };
  }

  /** Percent-encoding as RFC 3986 has it: a form's encoding differs in three characters. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
