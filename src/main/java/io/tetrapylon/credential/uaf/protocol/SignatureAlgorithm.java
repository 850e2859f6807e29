package io.tetrapylon.credential.uaf.protocol;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an assertion is signed (FIDO Registry of Predefined Values section 3.6.1): what is there for
 * a SHA-256 over P-256 or RSA.
 */
enum SignatureAlgorithm {
  /** r and s, 32 bytes each. */
  SECP256R1_ECDSA_SHA256_RAW(0x01, Scheme.ECDSA, false),
  /** A DER sequence of r and s. */
  SECP256R1_ECDSA_SHA256_DER(0x02, Scheme.ECDSA, true),
  /** The signature itself, MGF1 with SHA-256, 32 bytes of salt. */
  RSASSA_PSS_SHA256_RAW(0x03, Scheme.PSS, false),
  /** The same in a DER octet string. */
  RSASSA_PSS_SHA256_DER(0x04, Scheme.PSS, true),
  RSA_EMSA_PKCS1_SHA256_RAW(0x08, Scheme.PKCS1, false),
  RSA_EMSA_PKCS1_SHA256_DER(0x09, Scheme.PKCS1, true);

  /** The mathematics, whatever the form. */
  enum Scheme {
    ECDSA,
    PSS,
    PKCS1
  }

  private final int number;
  private final Scheme scheme;
  private final boolean der;

  SignatureAlgorithm(int number, Scheme scheme, boolean der) {
    this.number = number;
    this.scheme = scheme;
    this.der = der;
  }

  Scheme scheme() {
    return scheme;
  }

  /** Whether the signature is wrapped in DER. */
  boolean isDer() {
    return der;
  }

  /** The algorithm of a number, or null. */
  static @Nullable SignatureAlgorithm of(int number) {
    for (var algorithm : values()) {
      if (algorithm.number == number) {
        return algorithm;
      }
    }
    return null;
  }

  /**
   * The algorithms that whoever registered a key allowed for it, by the text that was stored: a
   * name of the registry, with {@code ALG_SIGN_} before it or not and in any case, its number, a
   * name of the Java platform, or {@code SHA256} alone, which says nothing of the rest. None for
   * any other.
   */
  static Set<SignatureAlgorithm> named(String text) {
    var word = text.strip().toUpperCase(Locale.ROOT);
    var name = word.startsWith("ALG_SIGN_") ? word.substring("ALG_SIGN_".length()) : word;
    var found = EnumSet.noneOf(SignatureAlgorithm.class);
    for (var algorithm : values()) {
      if (algorithm.isCalled(name)) {
        found.add(algorithm);
      }
    }
    return found;
  }

  private boolean isCalled(String name) {
    return switch (name) {
      case "SHA256", "SHA-256" -> true;
      case "SHA256WITHECDSA", "ECDSA" -> scheme == Scheme.ECDSA;
      case "SHA256WITHRSA" -> scheme == Scheme.PKCS1;
      case "RSA" -> scheme != Scheme.ECDSA;
      case "RSASSA-PSS", "SHA256WITHRSA/PSS", "SHA256WITHRSAANDMGF1" -> scheme == Scheme.PSS;
      default -> name.equals(name()) || name.equals(String.valueOf(number));
    };
  }
}
