package io.tetrapylon.challenge;

import io.tetrapylon.dispatch.Outbox;

/**
 * The statements that open a challenge, as fragments of the one that commits an attempt: the
 * challenge, its messages and its audit row come to be together or not at all.
 *
 * <p>Parameters of both kinds: {@code tenant}, {@code challenge}, {@code user}, {@code resource},
 * {@code caller}, {@code origin}, {@code network}, {@code stranger}, {@code nonce}, {@code
 * context}, {@code lifetime} (seconds). A push has besides: {@code source}, {@code digits_key},
 * {@code spacing}, {@code minute_limit}, {@code stranger_minute_limit}, {@code unanswered_limit},
 * {@code window}, {@code stop}, and those of {@link Outbox#parameters}.
 */
public final class OpenChallenge {
  private static final String ADMIT =
      """
      admitted AS MATERIALIZED (
        SELECT a.joined, a.joined_digits, a.refusal
          FROM %s admit_push(#{tenant}::uuid, #{user}::uuid, #{resource}::bigint, #{caller}::uuid, #{source}::text,
                 #{network}::text, #{stranger}::boolean, #{challenge}::uuid,
                 now() + make_interval(secs => #{lifetime}::int), #{spacing}::int, #{minute_limit}::int,
                 #{stranger_minute_limit}::int, #{unanswered_limit}::int, #{window}::int, #{stop}::int) AS a)""";

  private static final String OPEN =
      """
      opened AS (
        INSERT INTO challenge (tenant_id, id, kind, user_id, resource_id, caller_id, origin, network, stranger, nonce,
               context, digits_key, source, state, created_at, expires_at%s)
        SELECT #{tenant}::uuid, #{challenge}::uuid, '%s', #{user}::uuid, #{resource}::bigint, #{caller}::uuid,
               #{origin}::text, #{network}::text, #{stranger}::boolean, #{nonce}::bytea, #{context}::text, %s, %s,
               'PENDING', now(), now() + make_interval(secs => #{lifetime}::int)%s
          %s
        RETURNING id, expires_at, number)""";

  private static final String REGISTER =
      """
      registered AS (
        INSERT INTO backchannel (tenant_id, challenge_id, request_digest, interval_seconds, sealed_notice)
        SELECT #{tenant}::uuid, o.id, #{request_digest}::bytea, #{interval}::int, #{sealed_notice}::bytea
          FROM opened o WHERE #{backchannel}::text IS NOT NULL)""";

  private static final String NO_SOURCE = "''";

  /** {@code admitted}, {@code opened} and the messages: a push where no password is wanted. */
  public static final String PUSH = push("", "", "", "");

  /**
   * The same where no resource stands behind it, with the parameters of {@link Terms#parameters}:
   * it gets a number, may be for one phone alone, and is registered where somebody will be told.
   */
  public static final String REQUEST =
      push(
              "",
              ", number, only_device, backchannel",
              ", next_number(), #{only_device}::uuid, #{backchannel}::text",
              "(#{only_device}::uuid IS NULL OR t.device_id = #{only_device}::uuid) AND ")
          + ",\n"
          + REGISTER;

  /** The same after {@code consumed}, an earlier CTE, has proven the password. */
  public static final String PUSH_AFTER_PASSWORD = push("consumed, LATERAL", "", "", "");

  /** {@code opened}: a QR code where no password is wanted. */
  public static final String QR_CODE = qrCode("");

  /** The same after {@code consumed}. */
  public static final String QR_CODE_AFTER_PASSWORD = qrCode("FROM consumed");

  private OpenChallenge() {}

  private static String push(String from, String columns, String values, String targets) {
    return ADMIT.formatted(from)
        + ",\n"
        + OPEN.formatted(
            columns,
            "PUSH",
            "#{digits_key}::int",
            "#{source}::text",
            values,
            "FROM admitted WHERE joined IS NULL AND refusal IS NULL")
        + ",\n"
        + Outbox.enqueueWhen(
            targets + "EXISTS (SELECT FROM opened)", "(SELECT expires_at FROM opened)");
  }

  private static String qrCode(String from) {
    return OPEN.formatted("", "QRCODE", "NULL::int", NO_SOURCE, "", from);
  }
}
