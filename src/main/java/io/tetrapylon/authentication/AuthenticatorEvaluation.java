package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.password.PasswordRenewal;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.keys.PasswordCheck;
import io.tetrapylon.keys.PasswordHasher;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.CredentialKind;
import io.tetrapylon.policy.Rulebook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt by one authenticator amounts to. Whether a hash or a code is compared depends on
 * the credential policy's kind alone: a user that is not there, one that is blocked and one without
 * such a credential take as long as a wrong password or code.
 */
@ApplicationScoped
class AuthenticatorEvaluation {
  private final PasswordHasher hasher;
  private final PasswordRenewal renewal;
  private final Clock clock;

  AuthenticatorEvaluation(PasswordHasher hasher, PasswordRenewal renewal, Clock clock) {
    this.hasher = hasher;
    this.renewal = renewal;
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
    return book.kindOf(attempt.policy()) == CredentialKind.OATH
        ? Uni.createFrom().item(byCode(attempt, against, evaluation))
        : byPassword(attempt, against, opened.password(book, attempt.policy()), evaluation, keys);
  }

  private Verdict byCode(
      Attempt.ByAuthenticator attempt, @Nullable Reason against, Evaluation evaluation) {
    var code = attempt.password().text();
    if (against == null) {
      return evaluation.ofCodeUnder(attempt.policy(), code, clock.instant());
    }
    var ofNobody = evaluation.ofNobody(code, clock.instant());
    return against == Reason.USER_UNKNOWN ? ofNobody : evaluation.refused(against);
  }

  private Uni<Verdict> byPassword(
      Attempt.ByAuthenticator attempt,
      @Nullable Reason against,
      @Nullable Candidate stored,
      Evaluation evaluation,
      TenantKeys keys) {
    return hasher
        .check(attempt.password(), stored == null ? null : stored.open(keys).text())
        .map(check -> ofPassword(attempt, against, stored, evaluation, check));
  }

  private Verdict ofPassword(
      Attempt.ByAuthenticator attempt,
      @Nullable Reason against,
      @Nullable Candidate stored,
      Evaluation evaluation,
      PasswordCheck check) {
    if (against != null) {
      return against == Reason.USER_UNKNOWN ? new Verdict.Unknown() : evaluation.refused(against);
    }
    var wrong = evaluation.ofPassword(stored, check.matches());
    if (wrong != null || stored == null) {
      return wrong == null ? evaluation.refused(Reason.CREDENTIAL_MISSING) : wrong;
    }
    if (check.outdated()) {
      renewal.begin(attempt.context().caller().tenantId(), stored, attempt.password());
    }
    return new Verdict.PasswordAccepted(evaluation.guarded(stored));
  }
}
