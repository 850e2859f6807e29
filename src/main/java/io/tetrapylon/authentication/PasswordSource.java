package io.tetrapylon.authentication;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.credential.Candidate;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import org.jspecify.annotations.Nullable;

/**
 * Where a user's password is checked. Each costs one hash, so that nobody learns from the time
 * which one a user has, or whether there is such a user at all.
 */
interface PasswordSource {
  /** Whether passwords of this credential are checked here. */
  boolean has(Candidate credential);

  /** Compares; a {@link Answer#failure()} is an answer, the failures of the {@code Uni} are not. */
  Uni<Answer> check(Question question);

  /**
   * What is asked.
   *
   * @param keys the tenant's
   * @param credential the one that is checked
   * @param login the user's name
   * @param typed what somebody typed
   */
  record Question(TenantKeys keys, Candidate credential, String login, Secret typed) {}

  /**
   * What came of it.
   *
   * @param matches whether the password is right
   * @param failure why nobody knows, or null
   */
  record Answer(boolean matches, @Nullable Reason failure) {
    static final Answer WRONG = new Answer(false, null);
  }
}
