package io.tetrapylon.credential.recovery;

import io.tetrapylon.credential.CredentialGuard;

/**
 * The statement that uses up a code, as fragments. It locks the credential first, so that of many
 * requests with one code one sees it unused, and counts a code that never was one in the same
 * breath. A code that is used up already is refused and counted nowhere.
 *
 * <p>Parameters: {@code tenant}, {@code recovery_credential}, {@code recovery_limit}, {@code
 * stranger}, {@code code_macs}.
 */
public final class RecoveryGuard {
  private static final String REDEEM =
      """
      recovery AS MATERIALIZED (
        SELECT c.id FROM credential c
         WHERE c.tenant_id = #{tenant}::uuid AND c.id = #{recovery_credential}::uuid AND %s
           AND c.failures < #{recovery_limit}::int
           AND (NOT #{stranger}::boolean OR c.stranger_failures < #{recovery_limit}::int) %s
           FOR NO KEY UPDATE),
      known AS (
        SELECT r.number FROM credential_recovery_code r
         WHERE r.tenant_id = #{tenant}::uuid AND r.credential_id = #{recovery_credential}::uuid
           AND r.code_mac = ANY (#{code_macs}::bytea[])),
      used AS (
        UPDATE credential_recovery_code r SET used_at = now()
         WHERE r.tenant_id = #{tenant}::uuid AND r.credential_id = #{recovery_credential}::uuid AND r.used_at IS NULL
           AND r.code_mac = ANY (#{code_macs}::bytea[]) AND EXISTS (SELECT FROM recovery)
        RETURNING r.number),
      settled AS (
        UPDATE credential c SET
               failures = CASE WHEN g.granted THEN 0 WHEN #{stranger}::boolean THEN c.failures ELSE c.failures + 1 END,
               stranger_failures = CASE WHEN g.granted THEN 0 WHEN #{stranger}::boolean THEN c.stranger_failures + 1
                                        ELSE c.stranger_failures END,
               successes = c.successes + CASE WHEN g.granted THEN 1 ELSE 0 END,
               failures_total = c.failures_total + CASE WHEN g.granted THEN 0 ELSE 1 END,
               last_success_at = CASE WHEN g.granted THEN now() ELSE c.last_success_at END,
               last_failure_at = CASE WHEN g.granted THEN c.last_failure_at ELSE now() END,
               state = CASE WHEN g.locks AND c.failures + 1 >= #{recovery_limit}::int THEN 'LOCKED' ELSE c.state END,
               state_cause = CASE WHEN g.locks AND c.failures + 1 >= #{recovery_limit}::int THEN 'FAILURES'
                                  ELSE c.state_cause END,
               version = c.version + 1
          FROM (SELECT EXISTS (SELECT FROM used) AS granted,
                       NOT EXISTS (SELECT FROM used) AND NOT #{stranger}::boolean AS locks) AS g
         WHERE c.tenant_id = #{tenant}::uuid AND c.id IN (SELECT id FROM recovery)
           AND (g.granted OR NOT EXISTS (SELECT FROM known))
        RETURNING c.state)""";

  /** {@code used} has a row when the code was used up; without a password. */
  public static final String ALONE = REDEEM.formatted(CredentialGuard.USABLE, "");

  /** The same after {@code consumed}, an earlier CTE, has proven the password. */
  public static final String AFTER_PASSWORD =
      REDEEM.formatted(CredentialGuard.USABLE, "AND EXISTS (SELECT FROM consumed)");

  /**
   * Which outcome it was: 1 granted, 2 not usable any more, 3 used up already, 4 wrong and now
   * locked, 5 wrong.
   */
  public static final String OUTCOME =
      "CASE WHEN EXISTS (SELECT FROM used) THEN 1 WHEN NOT EXISTS (SELECT FROM recovery) THEN 2"
          + " WHEN EXISTS (SELECT FROM known) THEN 3"
          + " WHEN EXISTS (SELECT FROM settled WHERE state = 'LOCKED') THEN 4 ELSE 5 END";

  private RecoveryGuard() {}
}
