package io.tetrapylon.authentication;

import io.tetrapylon.kernel.Reason;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /**
   * Nothing is decided yet: a phone was asked.
   *
   * @param transaction by which its outcome is asked for
   * @param digits what the user types on the phone, or null where plain approval is enough
   * @param command what the QR code holds, or null for a push
   */
  record Pending(UUID transaction, @Nullable String digits, @Nullable String command)
      implements Decision {}
}
