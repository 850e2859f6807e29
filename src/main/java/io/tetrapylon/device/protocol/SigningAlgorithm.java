package io.tetrapylon.device.protocol;

import java.util.Optional;

/** How a phone signs. A key has one algorithm for its life; what a header says is compared. */
public enum SigningAlgorithm {
  /** ECDSA on P-256 with SHA-256 (RFC 7518 section 3.4). */
  ES256("ES256"),
  /** Ed25519 (RFC 8037 section 3.1). */
  ED25519("EdDSA");

  private final String wireName;

  SigningAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  /** The word of headers and of the store. */
  public String wireName() {
    return wireName;
  }

  /** The algorithm of a word, if it is one of ours. */
  public static Optional<SigningAlgorithm> of(String wireName) {
    for (var algorithm : values()) {
      if (algorithm.wireName.equals(wireName)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
