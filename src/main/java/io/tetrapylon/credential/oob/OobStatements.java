package io.tetrapylon.credential.oob;

/**
 * The statements that issue a code and use one, as fragments of the one that commits an attempt.
 */
public final class OobStatements {
  private static final String ADMIT =
      """
      admitted AS MATERIALIZED (
        SELECT a.refusal, a.lifetime
          FROM %s admit_code(#{tenant}::uuid, #{email}::boolean, #{user_key}::bytea, #{network_key}::bytea,
                 #{destination_key}::bytea, #{prefix_key}::bytea) AS a)""";

  private static final String ISSUE =
      """
      issued AS (
        INSERT INTO oob_code AS o (tenant_id, credential_id, stranger, id, user_id, caller_id, resource_id, network,
               key_version, created_at, expires_at)
        SELECT #{tenant}::uuid, #{oob_credential}::uuid, #{stranger}::boolean, #{challenge}::uuid, #{user}::uuid,
               #{caller}::uuid, #{resource}::bigint, #{network}::text, #{key_version}::int, now(),
               now() + make_interval(secs => a.lifetime)
          FROM admitted a WHERE a.refusal IS NULL AND #{oob_credential}::uuid IS NOT NULL
        ON CONFLICT (tenant_id, credential_id, stranger)
        DO UPDATE SET id = excluded.id, caller_id = excluded.caller_id, resource_id = excluded.resource_id,
               network = excluded.network, key_version = excluded.key_version, created_at = excluded.created_at,
               expires_at = excluded.expires_at, used_at = NULL
        RETURNING o.id, o.expires_at)""";

  /**
   * {@code admitted} and {@code issued}: a code takes the place of the one before. Parameters:
   * {@code tenant}, {@code email}, {@code user_key}, {@code network_key}, {@code destination_key},
   * {@code prefix_key}, {@code oob_credential} (null: nothing is issued), {@code stranger}, {@code
   * challenge} (its id), {@code user}, {@code caller}, {@code resource}, {@code network}, {@code
   * key_version}.
   */
  public static final String ISSUE_CODE = ADMIT.formatted("") + ",\n" + ISSUE;

  /** The same after {@code consumed}, an earlier CTE, has proven the password. */
  public static final String ISSUE_CODE_AFTER_PASSWORD =
      ADMIT.formatted("consumed, LATERAL") + ",\n" + ISSUE;

  /**
   * {@code consumed}: the code is used up, after {@code proven} has locked the credential. The
   * expiry is compared with the clock of the moment, so that nobody who waited for the lock is let
   * in after it. Parameters: {@code tenant}, {@code challenge}.
   */
  public static final String USE_CODE =
      """
      consumed AS (
        UPDATE oob_code o SET used_at = now()
         WHERE o.tenant_id = #{tenant}::uuid AND o.id = #{challenge}::uuid AND o.used_at IS NULL
           AND o.expires_at > clock_timestamp() AND EXISTS (SELECT FROM proven)
        RETURNING o.user_id, o.network)""";

  private OobStatements() {}
}
