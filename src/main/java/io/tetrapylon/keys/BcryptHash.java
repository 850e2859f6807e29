package io.tetrapylon.keys;

import io.tetrapylon.kernel.Secret;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * An imported bcrypt hash: {@code $2a$}, {@code $2b$} or {@code $2y$}. As everywhere, only the
 * first 72 bytes of the password count.
 *
 * @param text the whole hash
 */
record BcryptHash(String text) implements StoredHash {
  /** Cost 4 to 15: the next one takes seconds. */
  private static final Pattern FORM =
      Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-5])\\$[./A-Za-z0-9]{53}");

  static Optional<BcryptHash> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new BcryptHash(text)) : Optional.empty();
  }

  @Override
  public boolean matches(Secret typed, Peppers peppers) {
    return OpenBSDBCrypt.checkPassword(text, typed.bytes());
  }
}
