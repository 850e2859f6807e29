package io.tetrapylon.authentication;

import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Caller;
import org.jspecify.annotations.Nullable;

/** What somebody tries, as a dialect understood it. */
public sealed interface Attempt {
  /** Who, where and through whom. */
  Context context();

  /** The password that was given, or null. */
  @Nullable Secret password();

  /** The word for the audit trail. */
  String action();

  /**
   * Who, where and through whom.
   *
   * @param caller the login front end
   * @param requestId the request that it came with
   * @param resourceId the resource that is logged in to
   * @param login what was typed as user name or e-mail
   * @param origin where the user is, as the front end says
   */
  record Context(Caller caller, String requestId, long resourceId, String login, Origin origin) {}

  /**
   * A password alone: under a policy that wants no more, or in forgot-token mode. A missing one is
   * refused.
   */
  record ByPassword(Context context, @Nullable Secret password) implements Attempt {
    @Override
    public String action() {
      return "authenticate.password";
    }
  }

  /**
   * A code of one of the user's tokens.
   *
   * @param password where the policy wants one, else null
   * @param code digits
   */
  record ByCode(Context context, @Nullable Secret password, String code) implements Attempt {
    @Override
    public String action() {
      return "authenticate.otp";
    }
  }

  /**
   * The codes by which an operator lets a user in without a token for a while.
   *
   * @param activationCode six digits that the user's screen shows
   * @param verificationCode six digits that the operator gave
   * @param hours 1 to 72
   */
  record ForgotToken(
      Context context,
      @Nullable Secret password,
      String activationCode,
      String verificationCode,
      int hours)
      implements Attempt {
    @Override
    public String action() {
      return "authenticate.forgot-token";
    }
  }
}
