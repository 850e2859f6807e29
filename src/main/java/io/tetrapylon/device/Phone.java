package io.tetrapylon.device;

import io.tetrapylon.device.protocol.DeviceKey;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.SigningAlgorithm;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A phone as statements find it that ask or answer: what it verifies with, and whether it counts.
 *
 * @param id its id
 * @param userId whose it is
 * @param credentialId what guards it
 * @param policyId the policy of that credential
 * @param usable whether its credential is active, valid now and under no lock by time
 * @param signing what its signatures are verified with
 * @param encryption what boxes for it are sealed to
 * @param replaces the phone that it takes the place of, or null; see {@link Devices#answered}
 */
public record Phone(
    UUID id,
    UUID userId,
    UUID credentialId,
    UUID policyId,
    boolean usable,
    DeviceKey signing,
    EncryptionKey encryption,
    @Nullable UUID replaces) {

  /** The columns that {@link #read} reads, of {@link #TABLES}. */
  public static final String COLUMNS =
      """
      d.id AS device_id, d.user_id AS device_user, d.signing_algorithm, d.signing_key, d.encryption_key, d.replaces,
      k.id AS device_credential, k.policy_id AS device_policy,
      (k.state = 'ACTIVE' AND k.valid_from <= now() AND k.valid_to > now()
        AND (k.locked_until IS NULL OR k.locked_until <= now())) AS device_usable
      """;

  /** A phone {@code d}, its link {@code x} and its credential {@code k}, to stand in a FROM. */
  public static final String TABLES =
      """
      device d
        JOIN credential_device x ON x.tenant_id = d.tenant_id AND x.device_id = d.id
        JOIN credential k ON k.tenant_id = x.tenant_id AND k.id = x.credential_id
      """;

  /** The phone of a row. */
  public static Phone read(Row row) {
    var algorithm = SigningAlgorithm.of(row.getString("signing_algorithm")).orElseThrow();
    return new Phone(
        row.getUUID("device_id"),
        row.getUUID("device_user"),
        row.getUUID("device_credential"),
        row.getUUID("device_policy"),
        row.getBoolean("device_usable"),
        DeviceKey.stored(algorithm, row.getBuffer("signing_key").getBytes()),
        new EncryptionKey(row.getBuffer("encryption_key").getBytes()),
        row.getUUID("replaces"));
  }
}
