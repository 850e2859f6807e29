package io.tetrapylon.device.protocol;

/** What is wrong with a signed text. It is for the trail and the log; a phone is not told. */
public enum Flaw {
  /** Not three parts of strict base64url, not strict JSON, too long, or with {@code crit}. */
  MALFORMED,
  /** The header's type is another text's. */
  TYPE,
  /** The header's algorithm is not that of the key that we hold. */
  ALGORITHM,
  SIGNATURE,
  /** A claim is missing or has no such value. */
  CLAIM,
  /** About another challenge, or about this one as somebody else told it. */
  CHALLENGE,
  DEVICE,
  USER,
  TENANT,
  RESOURCE,
  /** Not made for this request: another method, path or body. */
  REQUEST,
  /** Older or newer than it may be. */
  STALE,
  /** Digits where none belong, or none where they do. */
  DIGITS,
  /** A key that is not the one that was sent. */
  KEY,
  /** An activation that is not the one that was sent. */
  ACTIVATION
}
