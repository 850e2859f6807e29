package io.tetrapylon.authentication;

import io.tetrapylon.kernel.Reason;

/** What became of an attempt. It is committed and audited before anybody hears of it. */
public sealed interface Decision {
  /** The user is who they say. */
  record Granted() implements Decision {}

  /**
   * Not authorised.
   *
   * @param reason the true one; a dialect decides what its caller may learn
   */
  record Refused(Reason reason) implements Decision {}
}
