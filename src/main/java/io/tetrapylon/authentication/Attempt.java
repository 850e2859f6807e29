package io.tetrapylon.authentication;

import io.tetrapylon.audit.AuditEvent;
import io.tetrapylon.challenge.ChallengeKind;
import io.tetrapylon.challenge.Question;
import io.tetrapylon.challenge.Shown;
import io.tetrapylon.challenge.Terms;
import io.tetrapylon.credential.fido2.Assertion;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.credential.uaf.protocol.AuthResponse;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.policy.Method;
import io.tetrapylon.policy.Origin;
import io.tetrapylon.tenant.Caller;
import java.time.Instant;
import java.util.UUID;
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
      implements Attempt {
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
  record Request(Context context, Shown shown, Terms terms) implements Attempt {
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
   * A wish for a code by e-mail or text message, which decides nothing yet.
   *
   * @param password where the policy wants one, else null
   * @param kind by which way
   */
  record SendCode(Context context, @Nullable Secret password, OobKind kind) implements Attempt {
    @Override
    public String action() {
      return "code.send";
    }

    @Override
    public Method method() {
      return kind.method();
    }
  }

  /**
   * The six digits of a code that was sent.
   *
   * @param kind by which way
   * @param transaction which one; null for a text that is no id
   * @param code six digits
   */
  record ByMessage(Context context, OobKind kind, @Nullable UUID transaction, String code)
      implements Attempt {
    @Override
    public @Nullable Secret password() {
      return null;
    }

    @Override
    public String action() {
      return "authenticate.message-code";
    }

    @Override
    public Method method() {
      return kind.method();
    }
  }

  /**
   * The six digits with which a phone answers a QR code.
   *
   * @param transaction which one; null for a text that is no id
   * @param code six digits
   */
  record ByQrCode(Context context, @Nullable UUID transaction, String code) implements Attempt {
    @Override
    public @Nullable Secret password() {
      return null;
    }

    @Override
    public String action() {
      return "authenticate.qr-code";
    }

    @Override
    public Method method() {
      return Method.QR_CODE;
    }
  }

  /**
   * A question to the keys that a user registered, which opens a ceremony and decides nothing yet.
   *
   * @param password where the policy wants one, else null
   * @param rpId the relying party that asks
   */
  record ForKey(Context context, @Nullable Secret password, String rpId) implements Attempt {
    @Override
    public String action() {
      return "ceremony.fido2";
    }

    @Override
    public Method method() {
      return Method.FIDO2;
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
      implements Attempt {
    @Override
    public @Nullable Secret password() {
      return null;
    }

    @Override
    public String action() {
      return "authenticate.fido2";
    }

    @Override
    public Method method() {
      return Method.FIDO2;
    }

    /** The same to no ceremony: somebody else's is not used up. */
    ByAssertion toNone() {
      return new ByAssertion(context, null, assertion, alone);
    }

    ByAssertion alone(boolean is) {
      return new ByAssertion(context, ceremony, assertion, is);
    }
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
      implements Attempt {
    @Override
    public String action() {
      return "ceremony.uaf";
    }

    @Override
    public Method method() {
      return Method.FIDO_UAF;
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
      implements Attempt {
    @Override
    public @Nullable Secret password() {
      return null;
    }

    @Override
    public String action() {
      return "authenticate.uaf";
    }

    @Override
    public Method method() {
      return Method.FIDO_UAF;
    }

    ByUaf alone(boolean is) {
      return new ByUaf(context, ceremony, response, is);
    }
  }
}
