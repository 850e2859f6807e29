package io.tetrapylon.credential;

import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.SealedColumn;
import io.tetrapylon.keys.TenantKeys;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as the statement that opens an attempt finds it.
 *
 * @param id its id
 * @param policyId its credential policy
 * @param kind the name of its kind
 * @param usable active, valid now, and under no lock by time
 * @param locked whether it is locked, by failures or by somebody
 * @param failures in a row
 * @param strangerFailures failures from networks that the user never succeeded from, since the last
 *     success
 * @param movingFactor the last one used, -1 for none
 * @param drift of a token's clock, in steps
 * @param sealed the sealed secret; empty where a kind has none
 */
public record Candidate(
    UUID id,
    UUID policyId,
    String kind,
    boolean usable,
    boolean locked,
    int failures,
    int strangerFailures,
    long movingFactor,
    int drift,
    byte[] sealed) {

  /** The columns that {@link #read} reads, of {@code credential c}. */
  public static final String COLUMNS =
      """
      c.id AS credential_id, c.policy_id, c.kind, c.state, c.failures, c.stranger_failures, c.moving_factor, c.drift,
      c.sealed_secret, (%s) AS usable
      """
          .formatted(CredentialGuard.USABLE);

  /** Where the secret stands. */
  public static final SealedColumn SECRET = new SealedColumn("credential", "id", "sealed_secret");

  /** The credential of a row, or null where the row has none. */
  public static @Nullable Candidate read(Row row) {
    UUID id = row.getUUID("credential_id");
    if (id == null) {
      return null;
    }
    return new Candidate(
        id,
        row.getUUID("policy_id"),
        row.getString("kind"),
        row.getBoolean("usable"),
        "LOCKED".equals(row.getString("state")),
        row.getInteger("failures"),
        row.getInteger("stranger_failures"),
        row.getLong("moving_factor"),
        row.getInteger("drift"),
        secret(row.getBuffer("sealed_secret")));
  }

  private static byte[] secret(@Nullable Buffer sealed) {
    return sealed == null ? new byte[0] : sealed.getBytes();
  }

  /** Whether it is what the user's password is checked by. */
  public boolean isPassword() {
    return kind.equals("PASSWORD") || isOfDirectory();
  }

  /** Whether a directory checks it. */
  public boolean isOfDirectory() {
    return kind.equals("LDAP");
  }

  /** The secret in the clear. */
  public Secret open(TenantKeys keys) {
    return keys.open(SECRET, id, sealed);
  }
}
