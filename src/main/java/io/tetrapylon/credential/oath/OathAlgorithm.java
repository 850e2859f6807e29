package io.tetrapylon.credential.oath;

/** The hash function under a token's HMAC; the names are those of the otpauth format. */
public enum OathAlgorithm {
  SHA1("HmacSHA1"),
  SHA256("HmacSHA256"),
  SHA512("HmacSHA512");

  private final String macName;

  OathAlgorithm(String macName) {
    this.macName = macName;
  }

  /** The name by which {@link javax.crypto.Mac} knows it. */
  public String macName() {
    return macName;
  }
}
