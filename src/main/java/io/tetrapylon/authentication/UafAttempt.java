package io.tetrapylon.authentication;

import io.tetrapylon.credential.uaf.protocol.AuthResponse;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Method;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is tried with a FIDO UAF authenticator. */
public sealed interface UafAttempt extends Attempt {
  @Override
  default Method method() {
    return Method.FIDO_UAF;
  }

  /**
   * A question to the UAF authenticators that a user registered, which opens a ceremony and decides
   * nothing yet.
   *
   * @param password where the policy wants one, else null
   * @param appId the application that asks, or null for that of the user's newest key
   * @param shown the text that the user is shown and signs, or null
   */
  record ForUaf(
      Context context, @Nullable Secret password, @Nullable String appId, @Nullable String shown)
      implements UafAttempt {
    @Override
    public String action() {
      return "ceremony.uaf";
    }
  }

  /**
   * What a UAF authenticator answers to a ceremony. Who the user is, the ceremony knows; the
   * context's login is empty.
   *
   * @param ceremony which one
   * @param response the answer
   * @param alone whether no password went before it, so that it must be enough by itself
   */
  record ByUaf(Context context, UUID ceremony, AuthResponse response, boolean alone)
      implements UafAttempt, ByKey {
    @Override
    public String action() {
      return "authenticate.uaf";
    }

    @Override
    public long counter() {
      return response.counter();
    }

    ByUaf alone(boolean is) {
      return new ByUaf(context, ceremony, response, is);
    }
  }
}
