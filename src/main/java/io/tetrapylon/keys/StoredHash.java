package io.tetrapylon.keys;

import io.tetrapylon.kernel.Secret;
import java.util.Optional;

/** A password hash as it is stored, in one of the forms that are understood. */
sealed interface StoredHash permits Argon2Hash, BcryptHash, Pbkdf2Hash {
  /** Whether this is the hash of that password. Takes long: only on the hashing pool. */
  boolean matches(Secret typed, Peppers peppers);

  /** Reads the text form; empty when it is none that is understood, or asks for too much work. */
  static Optional<StoredHash> parse(String text) {
    if (text.startsWith(Argon2Hash.PREFIX)) {
      return Argon2Hash.parse(text).map(hash -> hash);
    }
    return text.startsWith(Pbkdf2Hash.PREFIX)
        ? Pbkdf2Hash.parse(text).map(hash -> hash)
        : BcryptHash.parse(text).map(hash -> hash);
  }

  /** Where peppers are found. */
  @FunctionalInterface
  interface Peppers {
    /** The pepper of that id, if it is configured. */
    Optional<Secret> find(String id);
  }
}
