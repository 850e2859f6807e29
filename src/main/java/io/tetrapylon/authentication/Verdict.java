package io.tetrapylon.authentication;

import io.tetrapylon.challenge.Question;
import io.tetrapylon.credential.fido2.Fault;
import io.tetrapylon.credential.oath.OathCandidate;
import io.tetrapylon.credential.oath.OathMatch;
import io.tetrapylon.credential.oob.OobCandidate;
import io.tetrapylon.credential.oob.OobKind;
import io.tetrapylon.credential.uaf.UafCeremony;
import io.tetrapylon.credential.uaf.protocol.AuthRequest;
import io.tetrapylon.credential.uaf.protocol.UafFault;
import io.tetrapylon.kernel.Reason;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the evaluation says shall be committed; the commit may still find that a race was lost. */
sealed interface Verdict {
  /**
   * A credential with the limit of failures that its guard holds.
   *
   * @param limit the failure that reaches it locks; where it is reached already nothing is counted
   */
  record Guarded(UUID id, int limit) {}

  /** The password was right, and it is enough. */
  record PasswordAccepted(Guarded password) implements Verdict {}

  /**
   * The code was right.
   *
   * @param password the password's guard, where it was wanted
   * @param siblings other tokens whose failures are forgiven
   * @param stranger whether the attempt came from a network that the user never succeeded from
   */
  record CodeAccepted(
      Guarded token,
      OathMatch.Fresh fresh,
      @Nullable Guarded password,
      List<OathCandidate> siblings,
      boolean stranger)
      implements Verdict {}

  /**
   * The password was right, and so, if they are live, are the forgot-token codes: that is for the
   * commit to find.
   */
  record ForgotTokenAccepted(Guarded password, List<byte[]> codeMacs) implements Verdict {}

  /**
   * A wrong factor, counted against each credential that it was compared with and whose failures
   * are below its limit.
   *
   * @param reason for the audit trail
   * @param whenLocked the reason if this failure, or one that overtook it, locked the credential
   */
  record Failed(Reason reason, Reason whenLocked, List<Guarded> compared, boolean stranger)
      implements Verdict {}

  /**
   * A recovery code that may be one: that is for the commit to find.
   *
   * @param codes the guard of the user's set
   * @param password the password's guard, where it was wanted
   * @param macs what may be stored of it
   * @param stranger whether the attempt came from a network that the user never succeeded from
   */
  record RecoveryTried(
      Guarded codes, @Nullable Guarded password, List<byte[]> macs, boolean stranger)
      implements Verdict {}

  /** Refused and counted nowhere. */
  record Refused(Reason reason) implements Verdict {}

  /** Refused because nobody has that login; counted under its MAC. */
  record Unknown() implements Verdict {}

  /**
   * Nothing speaks against asking the user's phones.
   *
   * @param password the password's guard, where it was wanted
   * @param question what they are asked
   * @param command what the QR code holds; null for a push
   */
  record Asked(@Nullable Guarded password, Question question, @Nullable String command)
      implements Verdict {}

  /**
   * The digits answer the QR code.
   *
   * @param phone the guard of the phone that shows them
   * @param device which phone
   */
  record QrCodeAccepted(UUID challenge, Guarded phone, UUID device) implements Verdict {}

  /**
   * Nothing speaks against sending a code.
   *
   * @param id the code's
   * @param kind by which way
   * @param password the password's guard, where it was wanted
   * @param user whose it is, or null
   * @param to where it goes; null: nowhere, but the budgets are used up all the same
   * @param stranger whether somebody else may be asking
   * @param userKey what the user's budget goes by
   * @param networkKey what the source network's goes by, or null
   * @param otherwise why nothing is sent where that is null
   */
  record MessageCodeAsked(
      UUID id,
      OobKind kind,
      @Nullable Guarded password,
      @Nullable UUID user,
      @Nullable OobCandidate to,
      boolean stranger,
      byte[] userKey,
      byte @Nullable [] networkKey,
      Reason otherwise)
      implements Verdict {}

  /**
   * The digits are those of a code that was sent.
   *
   * @param destination the guard of where it went
   * @param stranger whether somebody else may have asked for it
   */
  record MessageCodeAccepted(UUID code, Guarded destination, boolean stranger) implements Verdict {}

  /** The digits are none of those that the user's phones show. */
  record QrCodeWrong(UUID challenge, List<Guarded> compared) implements Verdict {}

  /**
   * Nothing speaks against asking the user's keys.
   *
   * @param password the password's guard, where it was wanted
   * @param challenged what they are asked
   */
  record Fido2Asked(@Nullable Guarded password, Decision.Challenged challenged)
      implements Verdict {}

  /**
   * A key answered as it must.
   *
   * @param key the guard of the key
   * @param stranger whether somebody else may have asked it
   */
  record KeyProven(Guarded key, boolean stranger) implements Verdict {}

  /**
   * A key that may be tried answered otherwise, which is counted against it.
   *
   * @param key the guard of the key
   * @param stranger whether somebody else may have asked it
   * @param fault what is wrong
   */
  record KeyFaulty(Guarded key, boolean stranger, KeyFault fault) implements Verdict {}

  /**
   * What is wrong with a key's answer.
   *
   * @param name for the trail alone
   * @param reason which of those that callers know it is
   */
  record KeyFault(String name, Reason reason) {
    static @Nullable KeyFault of(@Nullable Fault fault) {
      return fault == null ? null : of(fault.name(), fault == Fault.COUNTER);
    }

    static @Nullable KeyFault of(@Nullable UafFault fault) {
      return fault == null ? null : of(fault.name(), fault == UafFault.COUNTER);
    }

    private static KeyFault of(String name, boolean copied) {
      return new KeyFault(name, copied ? Reason.AUTHENTICATOR_CLONED : Reason.ASSERTION_WRONG);
    }
  }

  /**
   * Nothing speaks against asking the user's UAF authenticators.
   *
   * @param password the password's guard, where it was wanted
   * @param ceremony the challenge
   * @param request what they are asked
   */
  record UafAsked(@Nullable Guarded password, UafCeremony ceremony, AuthRequest request)
      implements Verdict {}
}
