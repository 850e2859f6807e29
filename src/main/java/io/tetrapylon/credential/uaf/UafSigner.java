package io.tetrapylon.credential.uaf;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.credential.uaf.protocol.AuthRequest;
import io.tetrapylon.credential.uaf.protocol.RegisteredKey;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * A UAF credential that can sign, as the statements about attempts find it.
 *
 * @param row what guards
 * @param key what was registered
 * @param appId the application that it is for
 */
public record UafSigner(Candidate row, RegisteredKey key, String appId) {
  /** The columns that {@link #read} reads, of {@code credential_uaf k}. */
  public static final String COLUMNS =
      "k.aaid, k.key_id, k.public_key, k.public_key_algorithm, k.app_id";

  /** The credential of a row, or null where the row has none. */
  public static @Nullable UafSigner read(Row row) {
    var credential = Candidate.read(row);
    return credential == null
        ? null
        : new UafSigner(
            credential,
            new RegisteredKey(
                row.getString("aaid"),
                row.getString("key_id"),
                row.getString("public_key"),
                row.getString("public_key_algorithm"),
                credential.movingFactor()),
            row.getString("app_id"));
  }

  /** As a request names it. */
  public AuthRequest.Accepted accepted() {
    return new AuthRequest.Accepted(key.aaid(), key.keyId());
  }
}
