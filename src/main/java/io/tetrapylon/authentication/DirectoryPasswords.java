package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.ldap.Directories;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.keys.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Passwords that the tenant's directory checks. A hash that matches nothing is computed meanwhile:
 * it takes longer than most directories do, so the answer comes when that of an unknown login does.
 */
@ApplicationScoped
class DirectoryPasswords implements PasswordSource {
  private final Directories directories;
  private final PasswordHasher hasher;

  DirectoryPasswords(Directories directories, PasswordHasher hasher) {
    this.directories = directories;
    this.hasher = hasher;
  }

  @Override
  public boolean has(Candidate credential) {
    return credential.isOfDirectory();
  }

  @Override
  public Uni<Answer> check(Question question) {
    var hashed = hasher.check(question.typed(), null);
    return Uni.combine().all().unis(asked(question), hashed).with((answer, nothing) -> answer);
  }

  private Uni<Answer> asked(Question question) {
    return directories
        .check(question.keys(), question.credential(), question.login(), question.typed())
        .map(matches -> new Answer(matches, null))
        .onFailure(DirectoryPasswords::isAnswer)
        .recoverWithItem(failure -> new Answer(false, ((Refusal) failure).reason()));
  }

  /** That a directory does not answer is decided and written down; being overloaded is not. */
  private static boolean isAnswer(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() != Reason.OVERLOADED;
  }
}
