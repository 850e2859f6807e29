package io.tetrapylon.device;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.device.EnrolmentRequest.Scanned;
import io.tetrapylon.device.EnrolmentRequest.Typed;
import io.tetrapylon.device.protocol.Sha256;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.user.LoginKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements that use an activation up: the comparison, the limits and the counting are one
 * statement, so of many guesses at once five take effect, and of many phones one enrols.
 */
final class ActivationRows {
  private static final String PURPOSE = "activation-code";

  private static final String LIVE = "used_at IS NULL AND expires_at > now()";

  /** Parameters: tenant, digest, and whether the proof holds. */
  private static final String SCANNED =
      """
      WITH hit AS (
        UPDATE activation SET used_at = now()
         WHERE tenant_id = $1 AND token_digest = $2 AND $3 AND %1$s AND tries < 5
        RETURNING id, user_id, replaces_device, policy_id, pending_device),
      missed AS (
        UPDATE activation SET tries = tries + 1
         WHERE tenant_id = $1 AND token_digest = $2 AND NOT $3 AND %1$s AND tries < 5
        RETURNING user_id)
      SELECT id, user_id, replaces_device, policy_id, pending_device FROM hit
      UNION ALL SELECT NULL, user_id, NULL, NULL, NULL FROM missed"""
          .formatted(LIVE);

  /**
   * Parameters: tenant, login key, and what may be stored of the code; nothing where the proof does
   * not hold. All of the user's activations are locked first, so that two guesses at once are
   * compared one after the other.
   */
  private static final String TYPED =
      """
      WITH live AS MATERIALIZED (
        SELECT a.id FROM user_login l JOIN activation a ON a.tenant_id = l.tenant_id AND a.user_id = l.user_id
         WHERE l.tenant_id = $1 AND l.login_key = $2 AND %1$s AND a.tries < 5 AND a.code_tries < 5
         ORDER BY a.id FOR NO KEY UPDATE OF a),
      hit AS (
        UPDATE activation SET used_at = now()
         WHERE tenant_id = $1 AND %1$s AND tries < 5 AND code_tries < 5
           AND id = (SELECT c.id FROM activation c
                      WHERE c.tenant_id = $1 AND c.id IN (SELECT id FROM live) AND c.code_mac = ANY ($3)
                      ORDER BY c.id LIMIT 1)
        RETURNING id, user_id, replaces_device, policy_id, pending_device),
      missed AS (
        UPDATE activation SET code_tries = code_tries + 1
         WHERE tenant_id = $1 AND id IN (SELECT id FROM live) AND %1$s AND code_tries < 5
           AND NOT EXISTS (SELECT FROM hit)
        RETURNING user_id)
      SELECT id, user_id, replaces_device, policy_id, pending_device FROM hit
      UNION ALL SELECT NULL, user_id, NULL, NULL, NULL FROM missed LIMIT 1"""
          .formatted(LIVE);

  private ActivationRows() {}

  /**
   * What became of an activation.
   *
   * @param id the activation that was used up, or null: then nothing was
   * @param user who was invited, or null where there was nobody
   * @param replaces the phone that the new one takes the place of, or null
   * @param policy the credential policy that the phone comes under, or null: the default one
   * @param announced the pending device that the phone is, or null
   */
  record Use(
      @Nullable UUID id,
      @Nullable UUID user,
      @Nullable UUID replaces,
      @Nullable UUID policy,
      @Nullable UUID announced) {
    private static final Use NONE = new Use(null, null, null, null, null);

    static Use of(RowSet<Row> rows) {
      for (var row : rows) {
        return new Use(
            row.getUUID("id"),
            row.getUUID("user_id"),
            row.getUUID("replaces_device"),
            row.getUUID("policy_id"),
            row.getUUID("pending_device"));
      }
      return NONE;
    }
  }

  /** What is stored of a code. */
  static byte[] stored(TenantKeys keys, String code) {
    return mac(keys, keys.currentVersion(), code);
  }

  /** What is stored of the secret of a QR code, which is random enough to need no key. */
  static byte[] digest(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Uses an activation up, or counts a try; both are there only when the transaction commits. */
  static Uni<Use> use(SqlClient tx, TenantKeys keys, EnrolmentRequest request, boolean proven) {
    if (request.invitation() instanceof Typed typed) {
      return typed(tx, keys, typed, proven);
    }
    var secret = ((Scanned) request.invitation()).secret();
    return tx.preparedQuery(SCANNED)
        .execute(Tuple.of(keys.tenant(), Buffer.buffer(digest(secret)), proven))
        .map(Use::of);
  }

  private static Uni<Use> typed(SqlClient tx, TenantKeys keys, Typed typed, boolean proven) {
    var login = LoginKey.of(typed.login()).value();
    var macs = proven ? candidates(keys, typed.secret()) : new Buffer[0];
    return tx.preparedQuery(TYPED).execute(Tuple.of(keys.tenant(), login, macs)).map(Use::of);
  }

  /** The key may have been rotated since the code was handed out. */
  private static Buffer[] candidates(TenantKeys keys, String code) {
    int current = keys.currentVersion();
    var newest = Buffer.buffer(mac(keys, current, code));
    return current == 1
        ? new Buffer[] {newest}
        : new Buffer[] {newest, Buffer.buffer(mac(keys, current - 1, code))};
  }

  private static byte[] mac(TenantKeys keys, int version, String code) {
    byte[] mac = keys.mac(version, PURPOSE, code.getBytes(StandardCharsets.US_ASCII));
    return ByteBuffer.allocate(Integer.BYTES + mac.length).putInt(version).put(mac).array();
  }
}
