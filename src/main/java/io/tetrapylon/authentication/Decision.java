package io.tetrapylon.authentication;

import io.tetrapylon.credential.fido2.Ceremony;
import io.tetrapylon.credential.uaf.protocol.AuthRequest;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of an attempt. It is committed and audited before anybody hears of it. */
public sealed interface Decision {
  /** How a caller is answered that waits for another decision than this one. */
  default Refusal refusal() {
    return new Refusal(this instanceof Refused refused ? refused.reason() : Reason.INTERNAL);
  }

  /**
   * The user is who they say.
   *
   * @param user who that is; null where the caller asked by a login and needs no more
   */
  record Granted(@Nullable UUID user) implements Decision {
    /** Somebody whom the caller knows already. */
    Granted() {
      this(null);
    }
  }

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
   * @param number by which the HID API calls it; null where a resource stands behind it
   * @param lifetime for how long it can be answered; null where a resource stands behind it
   */
  record Pending(
      UUID transaction,
      @Nullable String digits,
      @Nullable String command,
      @Nullable Long number,
      @Nullable Duration lifetime)
      implements Decision {

    Pending asRequest(long itsNumber, Duration itsLifetime) {
      return new Pending(transaction, digits, command, itsNumber, itsLifetime);
    }
  }

  /**
   * The user is who their key says.
   *
   * @param userId who
   * @param username what the user is called
   */
  record Identified(UUID userId, String username) implements Decision {}

  /**
   * Nothing is decided yet: a key was asked.
   *
   * @param ceremony what it signs
   * @param keys those that may answer
   */
  record Challenged(Ceremony ceremony, List<Key> keys) implements Decision {
    /**
     * A key that may answer.
     *
     * @param webauthnId by which authenticators know it
     * @param transports how its authenticator is reached
     */
    public record Key(byte[] webauthnId, List<String> transports) {}
  }

  /**
   * Nothing is decided yet: a UAF authenticator was asked.
   *
   * @param request what it signs, and which keys may
   */
  record UafAsked(AuthRequest request) implements Decision {}
}
