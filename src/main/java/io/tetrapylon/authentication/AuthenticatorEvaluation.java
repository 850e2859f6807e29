package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.Rulebook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt by one authenticator amounts to. Whether a password or a code is compared depends
 * on the credential policy's kind alone: a user that is not there, one that is blocked and one
 * without such a credential take as long as a wrong password or code.
 */
@ApplicationScoped
class AuthenticatorEvaluation {
  private final PasswordChecks passwords;
  private final Clock clock;

  AuthenticatorEvaluation(PasswordChecks passwords, Clock clock) {
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * What shall be committed.
   *
   * @param against what speaks against the user as such, or null
   */
  Uni<Verdict> evaluate(
      Attempt.ByAuthenticator attempt,
      @Nullable Reason against,
      Opened opened,
      Rulebook book,
      TenantKeys keys) {
    var evaluation = new Evaluation(book, opened, keys);
    if (book.kindOf(attempt.policy()) == CredentialKind.OATH) {
      return Uni.createFrom().item(byCode(attempt, against, evaluation));
    }
    var stored = opened.password(book, attempt.policy());
    return against == null && stored != null
        ? byPassword(attempt, stored, opened, evaluation, keys)
        : passwords.inVain(attempt.password()).replaceWith(() -> refused(against, evaluation));
  }

  private Verdict byCode(
      Attempt.ByAuthenticator attempt, @Nullable Reason against, Evaluation evaluation) {
    var code = attempt.password().text();
    if (against == null) {
      return evaluation.ofCodeUnder(attempt.policy(), code, clock.instant());
    }
    evaluation.ofNobody(code, clock.instant());
    return refused(against, evaluation);
  }

  private static Verdict refused(@Nullable Reason against, Evaluation evaluation) {
    return against == Reason.USER_UNKNOWN
        ? new Verdict.Unknown()
        : evaluation.refused(against == null ? Reason.CREDENTIAL_MISSING : against);
  }

  /** A directory is not asked about a credential that is shut: it would count the failures too. */
  private Uni<Verdict> byPassword(
      Attempt.ByAuthenticator attempt,
      Candidate stored,
      Opened opened,
      Evaluation evaluation,
      TenantKeys keys) {
    boolean shut = evaluation.ofPassword(stored, true) != null;
    var user = opened.user();
    var login = user == null ? "" : user.username();
    var answer =
        shut && stored.isOfDirectory()
            ? passwords.inVain(attempt.password())
            : passwords.check(new PasswordSource.Question(keys, stored, login, attempt.password()));
    return answer.map(known -> ofPassword(stored, known, evaluation));
  }

  private static Verdict ofPassword(
      Candidate stored, PasswordSource.Answer answer, Evaluation evaluation) {
    if (answer.failure() != null) {
      return new Verdict.Refused(answer.failure());
    }
    var wrong = evaluation.ofPassword(stored, answer.matches());
    return wrong == null ? new Verdict.PasswordAccepted(evaluation.guarded(stored)) : wrong;
  }
}
