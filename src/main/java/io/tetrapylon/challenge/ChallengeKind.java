package io.tetrapylon.challenge;

/** How a phone is asked. */
public enum ChallengeKind {
  /** It is sent to every active device of the user, and one of them answers. */
  PUSH,
  /** It is shown on the login page, read by a camera, and answered by six digits. */
  QRCODE
}
