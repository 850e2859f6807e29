package io.tetrapylon.credential.uaf.protocol;

/** The tags of an assertion (FIDO UAF Registry of Predefined Values section 3). */
final class Tag {
  static final int AUTH_ASSERTION = 0x3e02;
  static final int SIGNED_DATA = 0x3e04;
  static final int SIGNATURE = 0x2e06;
  static final int KEY_ID = 0x2e09;
  static final int FINAL_CHALLENGE_HASH = 0x2e0a;
  static final int AAID = 0x2e0b;
  static final int COUNTERS = 0x2e0d;
  static final int ASSERTION_INFO = 0x2e0e;
  static final int AUTHENTICATOR_NONCE = 0x2e0f;
  static final int TRANSACTION_CONTENT_HASH = 0x2e10;

  /** An extension that may be passed over; any other tag that nobody knows may not. */
  static final int EXTENSION_NON_CRITICAL = 0x3e12;

  private Tag() {}
}
