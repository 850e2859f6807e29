package io.tetrapylon.device;

import io.tetrapylon.credential.Candidate;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's phone as the statement that opens an attempt finds it: its credential, which guards it,
 * and what a challenge is sealed to.
 *
 * @param row the credential; its secret is the phone's OCRA key
 * @param deviceId which phone
 * @param encryptionKey a point of P-256, uncompressed
 */
public record PhoneCandidate(Candidate row, UUID deviceId, byte[] encryptionKey) {
  /** The columns that {@link #read} reads, of {@code device d}. */
  public static final String COLUMNS = "d.id AS device_id, d.encryption_key";

  /** Joins the phone of {@code credential c}. */
  public static final String JOIN =
      """
      LEFT JOIN (credential_device cd JOIN device d ON d.tenant_id = cd.tenant_id AND d.id = cd.device_id)
        ON cd.tenant_id = c.tenant_id AND cd.credential_id = c.id""";

  /** The phone of a row, or null where the row has none. */
  public static @Nullable PhoneCandidate read(Candidate credential, Row row) {
    UUID device = row.getUUID("device_id");
    return device == null
        ? null
        : new PhoneCandidate(credential, device, row.getBuffer("encryption_key").getBytes());
  }
}
