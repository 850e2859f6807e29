package io.tetrapylon.authentication;

import io.tetrapylon.credential.fido2.Assertion;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Method;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is tried with a FIDO2 credential. */
public sealed interface Fido2Attempt extends Attempt {
  @Override
  default Method method() {
    return Method.FIDO2;
  }

  /**
   * A question to the keys that a user registered, which opens a ceremony and decides nothing yet.
   *
   * @param password where the policy wants one, else null
   * @param rpId the relying party that asks
   */
  record ForKey(Context context, @Nullable Secret password, String rpId) implements Fido2Attempt {
    @Override
    public String action() {
      return "ceremony.fido2";
    }
  }

  /**
   * What a key answers to a ceremony. Who the user is, the key tells; the context's login is empty.
   *
   * @param ceremony which one; null for a text that is no id
   * @param assertion the answer
   * @param alone whether no password went before it, so that it must be enough by itself
   */
  record ByAssertion(Context context, @Nullable UUID ceremony, Assertion assertion, boolean alone)
      implements Fido2Attempt, ByKey {
    @Override
    public String action() {
      return "authenticate.fido2";
    }

    @Override
    public long counter() {
      return assertion.counter();
    }

    ByAssertion alone(boolean is) {
      return new ByAssertion(context, ceremony, assertion, is);
    }
  }
}
