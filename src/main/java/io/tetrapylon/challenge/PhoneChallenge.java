package io.tetrapylon.challenge;

import io.tetrapylon.device.Phone;
import io.tetrapylon.device.protocol.ChallengeText;
import io.tetrapylon.device.protocol.SignedAnswer;
import io.tetrapylon.keys.ChallengeKeySet;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A push as one phone of the user is asked it: everything that its answer covers. The same
 * challenge gives the same text to the same phone each time, because it is signed without
 * randomness, and by the key of the time when it was asked.
 *
 * @param tenant whose
 * @param id which challenge
 * @param phase how far it is
 * @param shown what the user sees and signs
 * @param text what the phone is asked
 * @param digitsKey the version of the key of its digits, or null where none are typed
 * @param phone which phone, and how its answers are verified
 * @param rulebookVersion the version of the tenant's rules that is current
 */
record PhoneChallenge(
    UUID tenant,
    UUID id,
    Progress.Phase phase,
    Shown shown,
    ChallengeText text,
    @Nullable Integer digitsKey,
    Phone phone,
    long rulebookVersion) {

  private static final String ALL =
      """
      SELECT c.tenant_id, %s, c.resource_id, c.nonce, c.context, c.digits_key, c.created_at, c.expires_at,
             t.code AS tenant_code, t.rulebook_version, u.username, coalesce(r.name,
             (SELECT a.access_id FROM api_client a WHERE a.tenant_id = c.tenant_id AND a.id = c.caller_id),
             (SELECT o.login FROM operator o WHERE o.tenant_id = c.tenant_id AND o.id = c.caller_id), '') AS resource_name, %s
        FROM challenge c
        JOIN tenant t ON t.id = c.tenant_id
        JOIN app_user u ON u.tenant_id = c.tenant_id AND u.id = c.user_id
        LEFT JOIN resource r ON r.tenant_id = c.tenant_id AND r.id = c.resource_id
        JOIN (%s) ON d.tenant_id = c.tenant_id AND d.user_id = c.user_id
       WHERE c.tenant_id = $1 AND c.kind = 'PUSH'
         AND (c.only_device IS NULL OR c.only_device = d.id)
      """
          .formatted(Progress.columns(), Phone.COLUMNS, Phone.TABLES);

  /** Selects {@link #read}'s columns of a {@code challenge c} for a {@code device d}. */
  static final String SELECT = ALL + " AND d.id = $2";

  /** The same for each phone that may answer the challenge $2. */
  static final String OF_ALL = ALL + " AND c.id = $2 ORDER BY d.id";

  static PhoneChallenge read(Row row) {
    var progress = Progress.read(row);
    var digitsKey = row.getInteger("digits_key");
    var phone = Phone.read(row);
    var shown = Shown.of(new JsonObject(row.getString("context")));
    return new PhoneChallenge(
        row.getUUID("tenant_id"),
        progress.id(),
        progress.phase(),
        shown,
        text(row, progress, phone.id(), shown, digitsKey != null),
        digitsKey,
        phone,
        row.getLong("rulebook_version"));
  }

  private static ChallengeText text(
      Row row, Progress progress, UUID device, Shown shown, boolean match) {
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
        shown.context(),
        match,
        instant(row, "created_at"),
        instant(row, "expires_at"));
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** Whether the phone may still answer: also one that was not told and asked by itself. */
  boolean isOpen() {
    return switch (phase) {
      case SENDING, REACHED, UNSENT -> true;
      case APPROVED, COLLECTED, STALE, DENIED, FRAUD, DEAD, EXPIRED -> false;
    };
  }

  /** The challenge as the phone gets it. */
  String signed(ChallengeKeySet keys) {
    return text.sign(keys.at(text.issuedAt()));
  }

  /** What an answer is compared with. */
  SignedAnswer.Asked asked(ChallengeKeySet keys) {
    return new SignedAnswer.Asked(
        id,
        phone.id(),
        text.user(),
        text.tenant(),
        text.resource(),
        text.nonce(),
        signed(keys),
        digitsKey != null);
  }
}
