package io.tetrapylon.policy;

import io.tetrapylon.keys.TenantKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The code that an operator hands out for a user without a token: bound to the user, to the
 * activation code on the user's screen and to the hours, and stored as a MAC with the version of
 * its key in front.
 */
public final class ForgotTokenCode {
  /** Wrong codes that a user may try in a day; the next one is refused unread. */
  public static final int TRIES_A_DAY = 5;

  private static final String PURPOSE = "forgot-token";

  /**
   * Two CTEs. {@code tried} locks the user's guard and counts a code that was never granted; a code
   * that is used or expired is refused but not counted, so that a double click costs no try. {@code
   * used} consumes a live grant and returns its hours. Parameters: {@code tenant}, {@code user},
   * {@code code_macs}, {@code tries}.
   */
  public static final String REDEEM =
      """
      tried AS (
        INSERT INTO forgot_token_guard AS g (tenant_id, user_id, tries, tries_day)
        SELECT #{tenant}::uuid, #{user}::uuid, miss.count, (now() AT TIME ZONE 'UTC')::date
          FROM (SELECT CASE WHEN EXISTS (
                         SELECT FROM forgot_token_grant
                          WHERE tenant_id = #{tenant}::uuid AND user_id = #{user}::uuid AND code_mac = ANY (#{code_macs}::bytea[]))
                       THEN 0 ELSE 1 END AS count) AS miss
        ON CONFLICT (tenant_id, user_id)
        DO UPDATE SET tries = CASE WHEN g.tries_day = excluded.tries_day THEN g.tries ELSE 0 END + excluded.tries,
                      tries_day = excluded.tries_day
         WHERE g.tries_day <> excluded.tries_day OR g.tries < #{tries}::int
        RETURNING tries),
      used AS (
        UPDATE forgot_token_grant SET used_at = now()
         WHERE tenant_id = #{tenant}::uuid AND user_id = #{user}::uuid AND code_mac = ANY (#{code_macs}::bytea[])
           AND used_at IS NULL AND expires_at > now() AND EXISTS (SELECT FROM tried)
           AND EXISTS (SELECT FROM consumed)
        RETURNING interval_hours)""";

  private ForgotTokenCode() {}

  /** What is stored of a code. */
  public static byte[] stored(
      TenantKeys keys, UUID user, String activationCode, int hours, String verificationCode) {
    return mac(keys, keys.currentVersion(), user, activationCode, hours, verificationCode);
  }

  /** What may be stored of a code, if the key was rotated since it was handed out. */
  public static List<byte[]> candidates(
      TenantKeys keys, UUID user, String activationCode, int hours, String verificationCode) {
    var candidates = new ArrayList<byte[]>(2);
    int current = keys.currentVersion();
    for (int version = current; version >= Math.max(1, current - 1); version--) {
      candidates.add(mac(keys, version, user, activationCode, hours, verificationCode));
    }
    return candidates;
  }

  private static byte[] mac(
      TenantKeys keys,
      int version,
      UUID user,
      String activationCode,
      int hours,
      String verificationCode) {
    byte[] mac =
        keys.mac(
            version,
            PURPOSE,
            bytes(user.toString()),
            bytes(activationCode),
            bytes(Integer.toString(hours)),
            bytes(verificationCode));
    return ByteBuffer.allocate(Integer.BYTES + mac.length).putInt(version).put(mac).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
