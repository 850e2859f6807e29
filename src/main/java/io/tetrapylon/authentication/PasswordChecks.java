package io.tetrapylon.authentication;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.PasswordHasher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Has a password checked where the user's are, or nowhere, at the same cost. */
@ApplicationScoped
class PasswordChecks {
  private final List<PasswordSource> sources;
  private final PasswordHasher hasher;

  PasswordChecks(@All List<PasswordSource> sources, PasswordHasher hasher) {
    this.sources = sources;
    this.hasher = hasher;
  }

  /** Compares where the credential's passwords are. */
  Uni<PasswordSource.Answer> check(PasswordSource.Question question) {
    return sources.stream()
        .filter(source -> source.has(question.credential()))
        .findFirst()
        .orElseThrow()
        .check(question);
  }

  /** Compares with nothing: for whom there is nothing to compare with, or nothing that counts. */
  Uni<PasswordSource.Answer> inVain(Secret typed) {
    return hasher.check(typed, null).replaceWith(PasswordSource.Answer.WRONG);
  }
}
