package io.tetrapylon.credential.oath;

/** What moves a token from one code to the next. */
public enum OathMethod {
  /** The time, in steps of the token's period since 1970 (RFC 6238). */
  TOTP,
  /** A counter that grows with each code shown (RFC 4226). */
  HOTP
}
