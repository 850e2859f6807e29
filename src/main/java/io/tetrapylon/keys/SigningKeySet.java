package io.tetrapylon.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The signing keys of one tenant as they were at an instant.
 *
 * @param current the one that signs
 * @param published all that are not retired, the newest first
 * @param loadedAt when they were read
 */
record SigningKeySet(SigningKey current, List<VerificationKey> published, Instant loadedAt) {
  SigningKeySet {
    published = List.copyOf(published);
  }

  Optional<VerificationKey> find(KeyId id) {
    var kid = id.toString();
    return published.stream().filter(key -> key.kid().equals(kid)).findFirst();
  }
}
