package io.tetrapylon.credential;

/**
 * The statements that consume a credential or count a failure, as fragments: consumption, lockout
 * and state are checked in the WHERE of the row that changes, so the losers of a race see no row
 * (READ COMMITTED evaluates it again after the row lock).
 *
 * <p>Where several rows are concerned they are locked first, in the order of their ids, so that two
 * attempts on the same user never wait for each other in a ring. A statement that changes the
 * user's row as well locks that one before them.
 */
public final class CredentialGuard {
  /** The condition that a {@code credential c} opens something at this moment. */
  public static final String USABLE =
      "c.state = 'ACTIVE' AND c.valid_from <= now() AND c.valid_to > now()"
          + " AND (c.locked_until IS NULL OR c.locked_until <= now())";

  private static final String CONSUME =
      """
        UPDATE credential c SET moving_factor = #{factor}::bigint, drift = #{drift}::int, failures = 0, stranger_failures = 0,
               successes = c.successes + 1, last_success_at = now(), version = c.version + 1
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{code_credential}::uuid AND %s
           AND c.moving_factor < #{factor}::bigint AND c.failures < #{code_limit}::int
           AND (NOT #{stranger}::boolean OR c.stranger_failures < #{code_limit}::int)"""
          .formatted(USABLE);

  private static final String PROVE_PASSWORD =
      """
        UPDATE credential c SET failures = 0, stranger_failures = 0, successes = c.successes + 1, last_success_at = now(),
               version = c.version + 1
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{password_credential}::uuid AND %s
           AND c.failures < #{password_limit}::int"""
          .formatted(USABLE);

  private static final String LOCKED =
      """
      locked AS MATERIALIZED (
        SELECT l.id FROM credential l
         WHERE l.tenant_id = #{tenant}::uuid AND l.id = ANY (#{concerned}::uuid[]) ORDER BY l.id FOR NO KEY UPDATE)""";

  private static final String ONCE_LOCKED = " AND (SELECT count(*) FROM locked) > 0";

  /**
   * {@code consumed}: a code alone, of the user's only token. Parameters: {@code tenant}, {@code
   * code_credential}, {@code code_limit}, {@code factor}, {@code drift}, {@code stranger}.
   */
  public static final String CONSUME_CODE = "consumed AS (\n" + CONSUME + "\n RETURNING c.id)";

  /**
   * {@code consumed}: a password alone. Parameters: {@code tenant}, {@code password_credential},
   * {@code password_limit}.
   */
  public static final String CONSUME_PASSWORD =
      "consumed AS (\n" + PROVE_PASSWORD + "\n RETURNING c.id)";

  /** The same once {@code held}, an earlier CTE, has locked the row of the user. */
  public static final String CONSUME_PASSWORD_OF_HELD =
      "consumed AS (\n" + PROVE_PASSWORD + " AND (SELECT count(*) FROM held) > 0\n RETURNING c.id)";

  /**
   * {@code consumed}: a code beside a password, or beside other tokens that had failures. The code
   * counts only if the password's row passes its guard in the same statement; the other tokens'
   * failures are forgotten with it. Parameters: as the two above, {@code with_password}, {@code
   * siblings}, and {@code concerned}, all ids together.
   */
  public static final String CONSUME_SEVERAL =
      LOCKED
          + ",\nproven AS (\n"
          + PROVE_PASSWORD
          + ONCE_LOCKED
          + "\n RETURNING c.id),\nconsumed AS (\n"
          + CONSUME
          + ONCE_LOCKED
          + " AND (NOT #{with_password}::boolean OR EXISTS (SELECT FROM proven))\n RETURNING c.id),\n"
          + """
          forgiven AS (
            UPDATE credential c SET failures = 0, stranger_failures = 0, version = c.version + 1
             WHERE c.tenant_id = #{tenant}::uuid AND c.id = ANY (#{siblings}::uuid[]) AND c.state = 'ACTIVE'
               AND EXISTS (SELECT FROM consumed))""";

  /**
   * {@code counted}: one more failure on each credential that was compared. The one that reaches
   * its limit locks the row; a stranger's are counted apart and lock nothing. Parameters: {@code
   * tenant}, {@code concerned}, {@code limits} (in the same order), {@code stranger}.
   */
  public static final String COUNT_FAILURE =
      LOCKED
          + """
          ,
          counted AS (
            UPDATE credential c SET
                   failures = c.failures + CASE WHEN #{stranger}::boolean THEN 0 ELSE 1 END,
                   stranger_failures = c.stranger_failures + CASE WHEN #{stranger}::boolean THEN 1 ELSE 0 END,
                   failures_total = c.failures_total + 1, last_failure_at = now(), version = c.version + 1,
                   successes_at_failure = c.successes,
                   state = CASE WHEN NOT #{stranger}::boolean AND c.failures + 1 >= g.failure_limit THEN 'LOCKED' ELSE c.state END,
                   state_cause = CASE WHEN NOT #{stranger}::boolean AND c.failures + 1 >= g.failure_limit THEN 'FAILURES'
                                      ELSE c.state_cause END
              FROM unnest(#{concerned}::uuid[], #{limits}::int[]) AS g (id, failure_limit)
             WHERE c.tenant_id = #{tenant}::uuid AND c.id = g.id AND c.id = ANY (#{concerned}::uuid[]) AND %s
               AND c.failures < g.failure_limit AND (NOT #{stranger}::boolean OR c.stranger_failures < g.failure_limit)%s
            RETURNING c.state)"""
              .formatted(USABLE, ONCE_LOCKED);

  /**
   * {@code proven}: locks a phone's credential if it may be used; it counts nothing yet.
   * Parameters: {@code tenant}, {@code phone_credential}, {@code phone_limit}.
   */
  public static final String LOCK_PHONE =
      """
      proven AS MATERIALIZED (
        SELECT c.id FROM credential c
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{phone_credential}::uuid AND %s
           AND c.failures < #{phone_limit}::int
           FOR NO KEY UPDATE)"""
          .formatted(USABLE);

  /**
   * The same for a credential whose failures from unknown networks are counted apart. Parameter
   * besides: {@code stranger}.
   */
  public static final String LOCK_DESTINATION =
      """
      proven AS MATERIALIZED (
        SELECT c.id FROM credential c
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{phone_credential}::uuid AND %s
           AND c.failures < #{phone_limit}::int
           AND (NOT #{stranger}::boolean OR c.stranger_failures < #{phone_limit}::int)
           FOR NO KEY UPDATE)"""
          .formatted(USABLE);

  /**
   * {@code counted}: one more success of the phone, if {@code consumed}, an earlier CTE, has a row.
   * Parameters: {@code tenant}, {@code phone_credential}.
   */
  public static final String COUNT_PHONE =
      """
      counted AS (
        UPDATE credential c SET failures = 0, stranger_failures = 0, successes = c.successes + 1,
               last_success_at = now(), version = c.version + 1
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{phone_credential}::uuid
           AND EXISTS (SELECT FROM consumed))""";

  /** An authenticator without a counter says zero each time (WebAuthn section 7.2 step 22). */
  private static final String COUNTER_GROWS =
      "(c.moving_factor < #{factor}::bigint OR (c.moving_factor = 0 AND #{factor}::bigint = 0))";

  private static final String USE_KEY =
      """
        UPDATE credential c SET moving_factor = #{factor}::bigint, failures = 0, stranger_failures = 0,
               successes = c.successes + 1, last_success_at = now(), version = c.version + 1%s
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{key_credential}::uuid AND %s""";

  /**
   * {@code consumed}: the assertion of a key that signs, if {@code answered}, an earlier CTE, has a
   * row. Parameters: {@code tenant}, {@code key_credential}, {@code key_limit}, {@code factor},
   * {@code stranger}.
   */
  public static final String CONSUME_KEY =
      "consumed AS (\n"
          + USE_KEY.formatted("", USABLE)
          + " AND "
          + COUNTER_GROWS
          + """
            AND c.failures < #{key_limit}::int AND (NOT #{stranger}::boolean OR c.stranger_failures < #{key_limit}::int)
            AND EXISTS (SELECT FROM answered)
          RETURNING c.id)""";

  /**
   * {@code consumed}: a key that signs becomes ACTIVE by its first assertion. Parameters: {@code
   * tenant}, {@code key_credential}, {@code factor}.
   */
  public static final String ACTIVATE_KEY =
      "consumed AS (\n"
          + USE_KEY.formatted(", state = 'ACTIVE', modified_at = now()", "c.state = 'INITIAL'")
          + " AND "
          + COUNTER_GROWS
          + "\n RETURNING c.id)";

  private CredentialGuard() {}
}
