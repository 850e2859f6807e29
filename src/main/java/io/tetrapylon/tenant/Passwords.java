package io.tetrapylon.tenant;

import io.tetrapylon.kernel.Entropy;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.PasswordHasher;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Passwords and keys of callers: what may be chosen, and how one is generated. */
final class Passwords {
  private static final int FEWEST_BYTES = 8;
  private static final int RANDOM_BYTES = 32;

  private Passwords() {}

  /** Refuses a chosen secret that is too short or too long; null is none. */
  static void check(String member, @Nullable Secret secret) {
    Member.check(
        secret == null
            || (secret.length() >= FEWEST_BYTES && secret.length() <= PasswordHasher.MAX_BYTES),
        member,
        "must have 8 to 1024 bytes.");
  }

  /**
   * The password of a caller.
   *
   * @param value the password
   * @param told the same when it was generated, to be told once; null when it was given
   */
  record Choice(Secret value, @Nullable Secret told) {}

  /** The given password, checked, or a generated one. */
  static Choice choose(Entropy entropy, @Nullable Secret given) {
    if (given != null) {
      check("password", given);
      return new Choice(given, null);
    }
    var generated = generate(entropy);
    return new Choice(generated, generated);
  }

  /** 256 random bits in base64url, 43 characters. */
  static Secret generate(Entropy entropy) {
    return Secret.of(
        Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.bytes(RANDOM_BYTES)));
  }
}
