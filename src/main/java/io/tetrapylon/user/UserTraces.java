package io.tetrapylon.user;

/**
 * What attempts leave behind beside the credential: the networks of a user, and logins that nobody
 * has. Fragments of hot statements; only this feature's tables are written by them.
 */
public final class UserTraces {

  /**
   * A CTE that remembers a network when {@code consumed}, an earlier CTE, has a row. Parameters:
   * {@code tenant}, {@code user}, {@code network}.
   */
  public static final String REMEMBER_NETWORK =
      """
      remembered AS (
        INSERT INTO user_network (tenant_id, user_id, network, last_success_at)
        SELECT #{tenant}::uuid, #{user}::uuid, #{network}::text, now() FROM consumed
        ON CONFLICT (tenant_id, user_id, network) DO UPDATE SET last_success_at = excluded.last_success_at)
      """;

  /**
   * The same where {@code consumed} itself returns {@code user_id} and {@code network}. Parameter:
   * {@code tenant}.
   */
  public static final String REMEMBER_CONSUMED =
      """
      remembered AS (
        INSERT INTO user_network (tenant_id, user_id, network, last_success_at)
        SELECT #{tenant}::uuid, user_id, network, now() FROM consumed
        ON CONFLICT (tenant_id, user_id, network) DO UPDATE SET last_success_at = excluded.last_success_at)
      """;

  /**
   * A CTE that counts an attempt on a login that nobody has. Parameters: {@code tenant}, {@code
   * login_mac}.
   */
  public static final String COUNT_UNKNOWN =
      """
      missed AS (
        INSERT INTO unknown_login (tenant_id, login_mac, failures, last_at)
        VALUES (#{tenant}::uuid, #{login_mac}::bytea, 1, now())
        ON CONFLICT (tenant_id, login_mac)
        DO UPDATE SET failures = unknown_login.failures + 1, last_at = excluded.last_at)
      """;

  /**
   * A CTE, {@code held}, that locks the user's row before another locks a credential of the user's,
   * for a statement that changes the user's row at last. Parameters: {@code tenant}, {@code user}.
   */
  public static final String HOLD_USER =
      """
      held AS MATERIALIZED (
        SELECT u.id FROM app_user u WHERE u.tenant_id = #{tenant}::uuid AND u.id = #{user}::uuid FOR NO KEY UPDATE)""";

  /**
   * A CTE that starts forgot-token mode for the hours that {@code used}, an earlier CTE, returns.
   * Parameters: {@code tenant}, {@code user}.
   */
  public static final String START_FORGOT_TOKEN_MODE =
      """
      started AS (
        UPDATE app_user u SET forgot_token_until = now() + make_interval(hours => used.interval_hours)
          FROM used WHERE u.tenant_id = #{tenant}::uuid AND u.id = #{user}::uuid)
      """;

  private UserTraces() {}
}
