package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * What the factor beside the password amounts to, each kind of attempt by the rules of its own,
 * once the policy and the password have nothing against it.
 */
@ApplicationScoped
class Factors {
  private final PhoneEvaluation phones;
  private final MessageEvaluation messages;
  private final Fido2Attempts fido2;
  private final UafAttempts uaf;
  private final Clock clock;

  Factors(
      PhoneEvaluation phones,
      MessageEvaluation messages,
      Fido2Attempts fido2,
      UafAttempts uaf,
      Clock clock) {
    this.phones = phones;
    this.messages = messages;
    this.fido2 = fido2;
    this.uaf = uaf;
    this.clock = clock;
  }

  /** Whether a login that nobody has is walked through as one that somebody has. */
  static boolean isOfNobodyToo(Attempt attempt) {
    return attempt instanceof Fido2Attempt.ForKey
        || attempt instanceof UafAttempt.ForUaf
        || attempt instanceof MessageAttempt;
  }

  /**
   * What shall be committed.
   *
   * @param withPassword whether the policy wanted a password, which was right
   */
  Uni<Verdict> evaluate(
      Attempt attempt,
      Opened opened,
      Rulebook book,
      TenantKeys keys,
      Evaluation evaluation,
      boolean withPassword) {
    var password = withPassword ? evaluation.accepted().password() : null;
    if (attempt instanceof PhoneAttempt.ByPhone byPhone) {
      return phones.ask(byPhone, book, opened, keys, password);
    } else if (attempt instanceof PhoneAttempt.Request request) {
      return Uni.createFrom().item(phones.ask(request, book, opened, keys));
    } else if (attempt instanceof Fido2Attempt.ForKey forKey) {
      return Uni.createFrom().item(fido2.ask(forKey, opened, keys, password));
    } else if (attempt instanceof UafAttempt.ForUaf forUaf) {
      return uaf.ask(forUaf, opened, keys, password);
    } else if (attempt instanceof PhoneAttempt.ByQrCode byQrCode) {
      return phones.qrCode(byQrCode, opened, keys, evaluation);
    } else if (attempt instanceof MessageAttempt.SendCode send) {
      return Uni.createFrom().item(messages.send(send, opened, keys, evaluation, password));
    } else if (attempt instanceof MessageAttempt.ByMessage byMessage) {
      return messages.check(byMessage, opened, keys, evaluation);
    }
    if (attempt instanceof Attempt.ByRecoveryCode recovery) {
      return Uni.createFrom().item(evaluation.ofRecoveryCode(recovery.code(), withPassword));
    }
    var code = ((Attempt.ByCode) attempt).code();
    return Uni.createFrom().item(evaluation.ofCode(code, withPassword, clock.instant()));
  }
}
