package io.tetrapylon.credential.uaf;

import io.tetrapylon.credential.Credential;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A UAF credential as it stands.
 *
 * @param credential what guards; its moving factor is the authenticator's signature counter
 * @param authenticator what it is
 * @param targetId where its phone is reached, or null
 */
public record StoredUafCredential(
    Credential credential, UafAuthenticator authenticator, @Nullable UUID targetId) {
  /** How often the authenticator has signed, as far as it was seen here. */
  public long signCounter() {
    return Math.max(0, credential.movingFactor());
  }
}
