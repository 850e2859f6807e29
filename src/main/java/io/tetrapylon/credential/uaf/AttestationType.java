package io.tetrapylon.credential.uaf;

import java.util.Optional;

/** How an authenticator was attested when it was registered, as whoever registered it says. */
public enum AttestationType {
  FULL_BASIC("fullBasic"),
  FULL_BASIC_PERMISSIVE("fullBasicPermissive"),
  FAILED_FULL_BASIC_PERMISSIVE("failedFullBasicPermissive"),
  SURROGATE_BASIC("surrogateBasic"),
  ECDAA("ecdaa");

  private final String word;

  AttestationType(String word) {
    this.word = word;
  }

  /** As it travels. */
  public String word() {
    return word;
  }

  /** The type of a word. */
  public static Optional<AttestationType> of(String word) {
    for (var type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
