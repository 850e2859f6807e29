package io.tetrapylon.authentication;

import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Method;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is tried by a code that travels to the user. */
public sealed interface MessageAttempt extends Attempt {
  /** By which way. */
  OobKind kind();

  @Override
  default Method method() {
    return kind().method();
  }

  /**
   * A wish for a code by e-mail or text message, which decides nothing yet.
   *
   * @param password where the policy wants one, else null
   */
  record SendCode(Context context, @Nullable Secret password, OobKind kind)
      implements MessageAttempt {
    @Override
    public String action() {
      return "code.send";
    }
  }

  /**
   * The six digits of a code that was sent.
   *
   * @param transaction which one; null for a text that is no id
   * @param code six digits
   */
  record ByMessage(Context context, OobKind kind, @Nullable UUID transaction, String code)
      implements MessageAttempt, Answer {
    @Override
    public String action() {
      return "authenticate.message-code";
    }
  }
}
