package io.tetrapylon.challenge;

import io.tetrapylon.device.protocol.ChallengeText;
import io.tetrapylon.device.protocol.DeviceKey;
import io.tetrapylon.device.protocol.EncryptionKey;
import io.tetrapylon.device.protocol.SignedAnswer;
import io.tetrapylon.device.protocol.SigningAlgorithm;
import io.tetrapylon.keys.ChallengeKey;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A push as one phone of the user is asked it: everything that its answer covers. The same
 * challenge gives the same text to the same phone each time, because it is signed without
 * randomness.
 *
 * @param tenant whose
 * @param id which challenge
 * @param phase how far it is
 * @param text what the phone is asked
 * @param digitsKey the version of the key of its digits, or null where none are typed
 * @param phone which phone, and how its answers are verified
 * @param rulebookVersion the version of the tenant's rules that is current
 */
record PhoneChallenge(
    UUID tenant,
    UUID id,
    Progress.Phase phase,
    ChallengeText text,
    @Nullable Integer digitsKey,
    Answering phone,
    long rulebookVersion) {

  /**
   * The phone that may answer.
   *
   * @param device its id
   * @param credential the credential that guards it
   * @param policyId that credential's policy
   * @param usable whether it may be used now
   * @param failures invalid answers in a row
   * @param key what its signatures are verified with
   * @param encryptionKey what messages are sealed to
   */
  record Answering(
      UUID device,
      UUID credential,
      UUID policyId,
      boolean usable,
      int failures,
      DeviceKey key,
      EncryptionKey encryptionKey) {}

  /** Selects {@link #read}'s columns of a {@code challenge c} for a {@code device d}. */
  static final String SELECT =
      """
      SELECT c.tenant_id, %s, c.resource_id, c.nonce, c.context, c.digits_key, c.created_at, c.expires_at,
             t.code AS tenant_code, t.rulebook_version, u.username, coalesce(r.name, '') AS resource_name,
             d.id AS device_id, d.signing_algorithm, d.signing_key, d.encryption_key,
             cr.id AS credential_id, cr.policy_id, cr.failures,
             (cr.state = 'ACTIVE' AND cr.valid_from <= now() AND cr.valid_to > now()
               AND (cr.locked_until IS NULL OR cr.locked_until <= now())) AS usable
        FROM challenge c
        JOIN tenant t ON t.id = c.tenant_id
        JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
        LEFT JOIN resource r ON r.tenant_id = c.tenant_id AND r.id = c.resource_id
        JOIN device d ON d.tenant_id = c.tenant_id AND d.user_id = c.user_id
        JOIN credential_device cd ON cd.tenant_id = d.tenant_id AND cd.device_id = d.id
        JOIN credential cr ON cr.tenant_id = cd.tenant_id AND cr.id = cd.credential_id
       WHERE c.tenant_id = $1 AND d.id = $2 AND c.kind = 'PUSH'
      """
          .formatted(Progress.COLUMNS);

  static PhoneChallenge read(Row row) {
    var progress = Progress.read(row);
    var digitsKey = row.getInteger("digits_key");
    var phone = phone(row);
    return new PhoneChallenge(
        row.getUUID("tenant_id"),
        progress.id(),
        progress.phase(),
        text(row, progress, phone.device(), digitsKey != null),
        digitsKey,
        phone,
        row.getLong("rulebook_version"));
  }

  private static ChallengeText text(Row row, Progress progress, UUID device, boolean match) {
    return new ChallengeText(
        ChallengeText.Kind.PUSH,
        row.getString("tenant_code"),
        progress.id(),
        device,
        progress.userId(),
        row.getString("username"),
        row.getLong("resource_id"),
        row.getString("resource_name"),
        row.getBuffer("nonce").getBytes(),
        Shown.of(new JsonObject(row.getString("context"))).context(),
        match,
        instant(row, "created_at"),
        instant(row, "expires_at"));
  }

  private static Answering phone(Row row) {
    return new Answering(
        row.getUUID("device_id"),
        row.getUUID("credential_id"),
        row.getUUID("policy_id"),
        row.getBoolean("usable"),
        row.getInteger("failures"),
        DeviceKey.stored(
            SigningAlgorithm.of(row.getString("signing_algorithm")).orElseThrow(),
            row.getBuffer("signing_key").getBytes()),
        new EncryptionKey(row.getBuffer("encryption_key").getBytes()));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** Whether a phone may still answer. */
  boolean isOpen() {
    return phase == Progress.Phase.SENDING || phase == Progress.Phase.REACHED;
  }

  /** The challenge as the phone gets it. */
  String signed(ChallengeKey key) {
    return text.sign(key);
  }

  /** What an answer is compared with. */
  SignedAnswer.Asked asked(ChallengeKey key) {
    return new SignedAnswer.Asked(
        id,
        phone.device(),
        text.user(),
        text.tenant(),
        text.resource(),
        text.nonce(),
        signed(key),
        digitsKey != null);
  }
}
