package io.tetrapylon.credential.oath;

import io.tetrapylon.kernel.Secret;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;

/**
 * A secret as people type it and authenticator apps read it: base32 (RFC 4648 section 6), written
 * without padding.
 */
public final class Base32Secret {
  private static final Pattern SEPARATORS = Pattern.compile("[\\s-]+");
  private static final Pattern ALPHABET = Pattern.compile("[A-Za-z2-7]+");
  private static final int BLOCK = 8;

  private Base32Secret() {}

  /** The text of a secret, upper case, without padding. */
  public static String text(Secret secret) {
    return unpadded(Base32.toBase32String(secret.bytes()));
  }

  /**
   * The secret of a text. Case, white space, dashes and padding do not matter.
   *
   * @throws IllegalArgumentException when it is empty, has a character outside A-Z and 2-7, or a
   *     length that no base32 text has; its message does not repeat the text
   */
  public static Secret parse(String text) {
    String bare = unpadded(SEPARATORS.matcher(text).replaceAll(""));
    if (!ALPHABET.matcher(bare).matches()) {
      throw new IllegalArgumentException("a base32 secret has letters A to Z and digits 2 to 7");
    }
    return Secret.of(Base32.decode(padded(bare.toUpperCase(Locale.ROOT))));
  }

  private static String unpadded(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    return text.substring(0, end);
  }

  private static String padded(String bare) {
    int rest = bare.length() % BLOCK;
    if (rest == 1 || rest == 3 || rest == 6) {
      throw new IllegalArgumentException("a base32 secret is cut off or has a character too many");
    }
    return rest == 0 ? bare : bare + "=".repeat(BLOCK - rest);
  }
}
