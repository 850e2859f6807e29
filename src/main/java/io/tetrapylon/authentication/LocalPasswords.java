package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.password.PasswordRenewal;
import io.tetrapylon.keys.PasswordCheck;
import io.tetrapylon.keys.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;

/** Passwords whose hash is here; one of yesterday's costs is renewed after the answer. */
@ApplicationScoped
class LocalPasswords implements PasswordSource {
  private final PasswordHasher hasher;
  private final PasswordRenewal renewal;

  LocalPasswords(PasswordHasher hasher, PasswordRenewal renewal) {
    this.hasher = hasher;
    this.renewal = renewal;
  }

  @Override
  public boolean has(Candidate credential) {
    return !credential.isOfDirectory();
  }

  @Override
  public Uni<Answer> check(Question question) {
    var hash = question.credential().open(question.keys()).text();
    return hasher
        .check(question.typed(), hash)
        .invoke(check -> renewOutdated(question, check))
        .map(check -> new Answer(check.matches(), null));
  }

  private void renewOutdated(Question question, PasswordCheck check) {
    if (check.outdated()) {
      renewal.begin(question.keys().tenant(), question.credential(), question.typed());
    }
  }
}
