package io.tetrapylon.credential.fido2;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A challenge that was issued, and for what.
 *
 * @param id by which its answer names it
 * @param purpose what it is good for
 * @param userId who is asked; null where the credential shall say so, or where nobody is
 * @param resourceId what is logged in to, or null
 * @param challenge 32 random bytes
 * @param rpId the relying party that asks
 * @param userVerification whether the user must be verified, or only present
 * @param credentialId the one credential that is asked for, or null
 * @param extraOrigins pages that may answer besides the relying party's own
 */
public record Ceremony(
    UUID id,
    Purpose purpose,
    @Nullable UUID userId,
    @Nullable Long resourceId,
    byte[] challenge,
    String rpId,
    boolean userVerification,
    @Nullable UUID credentialId,
    List<String> extraOrigins) {
  /** How long a challenge is. */
  public static final int CHALLENGE_BYTES = 32;

  /** For how long one is good, in seconds. */
  public static final int LIFETIME = 300;

  /** What a ceremony is good for. */
  public enum Purpose {
    /** A credential is made. */
    REGISTER,
    /** The owner of an imported one proves to have it. */
    ACTIVATE,
    /** A user whose login is known proves who they are. */
    FACTOR,
    /** Somebody proves who they are. */
    PASSKEY
  }

  /** The columns that {@link #read} reads, of {@code ceremony e} and {@code webauthn_rules w}. */
  public static final String COLUMNS =
      """
      e.id AS ceremony_id, e.purpose, e.user_id AS asked_user, e.resource_id AS asked_resource, e.challenge, e.rp_id,
      e.user_verification, e.credential_id AS asked_credential, coalesce(w.extra_origins, '{}') AS extra_origins
      """;

  /** The ceremony of a row, or null where the row has none. */
  public static @Nullable Ceremony read(Row row) {
    var id = row.getUUID("ceremony_id");
    return id == null
        ? null
        : new Ceremony(
            id,
            Purpose.valueOf(row.getString("purpose")),
            row.getUUID("asked_user"),
            row.getLong("asked_resource"),
            row.getBuffer("challenge").getBytes(),
            row.getString("rp_id"),
            row.getBoolean("user_verification"),
            row.getUUID("asked_credential"),
            List.of(row.getArrayOfStrings("extra_origins")));
  }

  Expectation expectation(String type) {
    return new Expectation(type, challenge, new RelyingParty(rpId), extraOrigins, userVerification);
  }
}
