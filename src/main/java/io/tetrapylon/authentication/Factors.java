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
  private final CodeEvaluation codes;
  private final KeyAttempts keyAttempts;
  private final UafAttempts uaf;
  private final Clock clock;

  Factors(
      PhoneEvaluation phones,
      CodeEvaluation codes,
      KeyAttempts keyAttempts,
      UafAttempts uaf,
      Clock clock) {
    this.phones = phones;
    this.codes = codes;
    this.keyAttempts = keyAttempts;
    this.uaf = uaf;
    this.clock = clock;
  }

  /** Whether a login that nobody has is walked through as one that somebody has. */
  static boolean isOfNobodyToo(Attempt attempt) {
    return attempt instanceof Attempt.ForKey
        || attempt instanceof Attempt.ForUaf
        || attempt instanceof Attempt.SendCode
        || attempt instanceof Attempt.ByMessage;
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
    if (attempt instanceof Attempt.ByPhone byPhone) {
      return phones.ask(byPhone, book, opened, keys, password);
    } else if (attempt instanceof Attempt.Request request) {
      return Uni.createFrom().item(phones.ask(request, book, opened, keys));
    } else if (attempt instanceof Attempt.ForKey forKey) {
      return Uni.createFrom().item(keyAttempts.ask(forKey, opened, keys, password));
    } else if (attempt instanceof Attempt.ForUaf forUaf) {
      return uaf.ask(forUaf, opened, keys, password);
    } else if (attempt instanceof Attempt.ByQrCode byQrCode) {
      return phones.qrCode(byQrCode, opened, keys, evaluation);
    } else if (attempt instanceof Attempt.SendCode send) {
      return Uni.createFrom().item(codes.send(send, opened, keys, evaluation, password));
    } else if (attempt instanceof Attempt.ByMessage byMessage) {
      return codes.check(byMessage, opened, keys, evaluation);
    }
    if (attempt instanceof Attempt.ByRecoveryCode recovery) {
      return Uni.createFrom().item(evaluation.ofRecoveryCode(recovery.code(), withPassword));
    }
    var code = ((Attempt.ByCode) attempt).code();
    return Uni.createFrom().item(evaluation.ofCode(code, withPassword, clock.instant()));
  }
}
