package io.tetrapylon.credential.uaf.protocol;

/**
 * What can be wrong with a response that can be read (UAF Protocol section 3.5.7.5). The trail
 * holds which; the caller hears that it was refused.
 */
public enum UafFault {
  /** It answers another request. */
  SERVER_DATA,
  /** It is for another application. */
  APPLICATION,
  /** The part of the application that asked may not speak for it. */
  FACET,
  /** It answers another challenge. */
  CHALLENGE,
  /** It is by another model of authenticator. */
  AUTHENTICATOR,
  /** It is by another key. */
  KEY,
  /** Its authenticator's nonce is too short. */
  NONCE,
  /** What was signed is not what the client says. */
  FINAL_CHALLENGE,
  /** The user was not verified, or not shown what is signed. */
  MODE,
  /** The user signed another text. */
  TRANSACTION,
  /** It is signed by an algorithm that is not the key's. */
  ALGORITHM,
  /** The key that was registered is none, or too weak. */
  KEY_UNUSABLE,
  /** It is not signed by the key. */
  SIGNATURE,
  /** Its signature counter did not grow: the authenticator may have been copied. */
  COUNTER
}
