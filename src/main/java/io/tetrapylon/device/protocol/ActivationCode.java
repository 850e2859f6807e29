package io.tetrapylon.device.protocol;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;

/** The code that somebody types into a phone that cannot scan: 8 characters of base32, 40 bits. */
public final class ActivationCode {
  private static final int BYTES = 5;
  private static final Pattern CODE = Pattern.compile("[A-Z2-7]{8}");
  private static final Pattern SEPARATORS = Pattern.compile("[ -]");
  private static final int LONGEST = 32;

  private ActivationCode() {}

  /** A new code. */
  public static Secret generate(Entropy entropy) {
    return Secret.of(Base32.toBase32String(entropy.bytes(BYTES)));
  }

  /** The code that was typed: case, blanks and hyphens do not matter. Empty where it is none. */
  public static Optional<String> typed(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var code = SEPARATORS.matcher(text).replaceAll("").toUpperCase(Locale.ROOT);
    return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
  }
}
