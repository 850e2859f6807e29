package io.tetrapylon.authentication;

import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Method;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody tries, as a dialect understood it. What is typed stands here: passwords, codes that
 * a token shows, and codes that take their place. What is asked of a thing that the user has stands
 * beside the others of its family.
 */
public sealed interface Attempt
    permits Attempt.ByPassword,
        Attempt.ByCode,
        Attempt.ForgotToken,
        Attempt.ByRecoveryCode,
        Attempt.ByAuthenticator,
        Attempt.Answer,
        PhoneAttempt,
        MessageAttempt,
        Fido2Attempt,
        UafAttempt {
  /** Who, where and through whom. */
  Context context();

  /** The password that was given, or null. */
  @Nullable Secret password();

  /** The word for the audit trail. */
  String action();

  /**
   * The method of the policy that it uses beside the password; null for one that is of no policy.
   */
  default @Nullable Method method() {
    return null;
  }

  /** Whether a resource and its access policies stand behind it. */
  default boolean isAtResource() {
    return true;
  }

  /** This attempt in the audit trail, before anybody knows how it ends. */
  default AuditEvent event(Opened opened, UUID id, Instant at) {
    var user = opened.user();
    return new AuditEvent(
        context().caller().tenantId(),
        id,
        at,
        action(),
        AuditEvent.Outcome.REFUSED,
        null,
        context().caller().actor(context().requestId()),
        "user",
        user == null ? null : user.username(),
        user == null ? null : user.id(),
        isAtResource() ? context().resourceId() : null,
        context().origin().text(),
        null);
  }

  /**
   * Who, where and through whom.
   *
   * @param caller the login front end
   * @param requestId the request that it came with
   * @param resourceId the resource that is logged in to, {@link Question#NO_RESOURCE} for none
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

    @Override
    public Method method() {
      return Method.OTP;
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

  /**
   * A recovery code, in place of whatever the policy wants beside the password.
   *
   * @param password where the policy wants one, else null
   * @param code as it was typed
   */
  record ByRecoveryCode(Context context, @Nullable Secret password, String code)
      implements Attempt {
    @Override
    public String action() {
      return "authenticate.recovery-code";
    }
  }

  /**
   * What belongs to one authenticator of the HID API, be it a password or a code: the credential of
   * the user under one credential policy. Neither a resource nor an access policy stands behind it.
   *
   * @param policy the code of the credential policy, such as {@code AT_EMPOTP}
   * @param password what was typed
   */
  record ByAuthenticator(Context context, String policy, Secret password) implements Attempt {
    @Override
    public String action() {
      return "authenticate.authenticator";
    }

    @Override
    public boolean isAtResource() {
      return false;
    }
  }

  /**
   * What answers a question that was asked before. Its password, where the policy wants one, was
   * asked for with the question.
   */
  sealed interface Answer extends Attempt
      permits ByKey, PhoneAttempt.ByQrCode, MessageAttempt.ByMessage {
    @Override
    default @Nullable Secret password() {
      return null;
    }
  }

  /** What a key answers to a ceremony. */
  sealed interface ByKey extends Answer permits Fido2Attempt.ByAssertion, UafAttempt.ByUaf {
    /** Which ceremony; null for a text that is no id. */
    @Nullable UUID ceremony();

    /** The counter that it signed. */
    long counter();

    /** Whether no password went before it, so that it must be enough by itself. */
    boolean alone();
  }
}
