package io.tetrapylon.authentication;

import io.tetrapylon.challenge.ChallengeKind;
import io.tetrapylon.challenge.Shown;
import io.tetrapylon.challenge.Terms;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Method;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is tried by asking the user's phones, and by the digits that one of them shows. */
public sealed interface PhoneAttempt extends Attempt {
  /**
   * A question to the user's phones, which opens a transaction and decides nothing yet.
   *
   * @param password where the policy wants one, else null
   * @param kind push or QR code
   * @param shown what the phone shows of who asks
   * @param digitsAlways whether digits are typed on the phone even where the resource allows plain
   *     approval
   */
  record ByPhone(
      Context context,
      @Nullable Secret password,
      ChallengeKind kind,
      Shown shown,
      boolean digitsAlways)
      implements PhoneAttempt {
    @Override
    public String action() {
      return kind == ChallengeKind.PUSH ? "transaction.push" : "transaction.qr-code";
    }

    @Override
    public Method method() {
      return kind == ChallengeKind.PUSH ? Method.PUSH : Method.QR_CODE;
    }
  }

  /**
   * A question to the user's phones that neither a resource nor an access policy stands behind: the
   * caller may ask in the tenant's name (OpenID CIBA, the HID API's signing challenges). Status of
   * the user, licence and the limits of pushes hold as ever; whether digits are typed, the tenant's
   * push rules say.
   *
   * @param shown what the phone shows of who asks, and what is signed
   * @param terms who is asked, for how long, and who is told
   */
  record Request(Context context, Shown shown, Terms terms) implements PhoneAttempt {
    @Override
    public @Nullable Secret password() {
      return null;
    }

    @Override
    public String action() {
      return "transaction.request";
    }

    @Override
    public boolean isAtResource() {
      return false;
    }
  }

  /**
   * The six digits with which a phone answers a QR code.
   *
   * @param transaction which one; null for a text that is no id
   * @param code six digits
   */
  record ByQrCode(Context context, @Nullable UUID transaction, String code)
      implements PhoneAttempt, Answer {
    @Override
    public String action() {
      return "authenticate.qr-code";
    }

    @Override
    public Method method() {
      return Method.QR_CODE;
    }
  }
}
