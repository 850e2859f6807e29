package io.tetrapylon.keys;

import java.util.Optional;
import java.util.UUID;

/**
 * The {@code kid} of a signing key, written {@code <tenant>.<key>}: it leads to the tenant before
 * anything else of a token has been believed, so that the key is looked up within it.
 */
record KeyId(UUID tenant, UUID key) {
  private static final int UUID_LENGTH = 36;

  /** Reads a kid of any origin; empty when it is not one of ours. */
  static Optional<KeyId> parse(String kid) {
    if (kid.length() != 2 * UUID_LENGTH + 1 || kid.charAt(UUID_LENGTH) != '.') {
      return Optional.empty();
    }
    try {
      var id =
          new KeyId(
              UUID.fromString(kid.substring(0, UUID_LENGTH)),
              UUID.fromString(kid.substring(UUID_LENGTH + 1)));
      return id.toString().equals(kid) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return tenant + "." + key;
  }
}
