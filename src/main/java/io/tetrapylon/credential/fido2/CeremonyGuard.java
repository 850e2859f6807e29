package io.tetrapylon.credential.fido2;

import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The statements that issue a challenge and use it up, for FIDO2 and for UAF, as fragments: each
 * challenge is good once, because the row that is changed says that it was not used yet.
 */
public final class CeremonyGuard {
  /** {@code issued}: the parameters are those of {@link #parameters}, or of a UAF ceremony. */
  public static final String ISSUE = issue("");

  /** The same if {@code consumed}, an earlier CTE, has a row. */
  public static final String ISSUE_IF_CONSUMED = issue(" FROM consumed");

  /** {@code answered}: the challenge is used up. Parameters: {@code tenant}, {@code ceremony}. */
  public static final String USE_UP =
      """
      answered AS (
        UPDATE ceremony SET used_at = now()
         WHERE tenant_id = #{tenant}::uuid AND id = #{ceremony}::uuid AND used_at IS NULL AND expires_at > now()
        RETURNING id)""";

  /**
   * {@code noted}: what an assertion says of the credential beside its counter, if {@code
   * consumed}, an earlier CTE, has a row. Parameters: {@code tenant}, {@code key_credential},
   * {@code backed_up}, {@code user_handle}.
   */
  public static final String NOTE =
      """
      noted AS (
        UPDATE credential_fido2 f
           SET backed_up = #{backed_up}::boolean, user_handle = coalesce(f.user_handle, #{user_handle}::bytea)
         WHERE f.tenant_id = #{tenant}::uuid AND f.credential_id = #{key_credential}::uuid
           AND (f.backed_up <> #{backed_up}::boolean OR (f.user_handle IS NULL AND #{user_handle}::bytea IS NOT NULL))
           AND EXISTS (SELECT FROM consumed))""";

  private CeremonyGuard() {}

  private static String issue(String from) {
    return """
        issued AS (
          INSERT INTO ceremony (tenant_id, id, purpose, caller_id, user_id, resource_id, challenge, rp_id,
                 user_verification, credential_id, shown, created_at, expires_at)
          SELECT #{tenant}::uuid, #{ceremony}::uuid, #{purpose}::text, #{ceremony_caller}::uuid, #{asked_user}::uuid,
                 #{asked_resource}::bigint, #{challenge}::bytea, #{rp_id}::text, #{user_verification}::boolean,
                 #{asked_credential}::uuid, #{shown}::text, now(), now() + make_interval(secs => #{lifetime}::int)%s
          RETURNING id)"""
        .formatted(from);
  }

  /** What {@link #ISSUE} inserts. */
  public static Map<String, Object> parameters(UUID tenant, UUID caller, Ceremony ceremony) {
    var parameters = new HashMap<String, Object>(48);
    parameters.put("tenant", tenant);
    parameters.put("ceremony", ceremony.id());
    parameters.put("purpose", ceremony.purpose().name());
    parameters.put("ceremony_caller", caller);
    parameters.put("asked_user", ceremony.userId());
    parameters.put("asked_resource", ceremony.resourceId());
    parameters.put("challenge", Buffer.buffer(ceremony.challenge()));
    parameters.put("rp_id", ceremony.rpId());
    parameters.put("user_verification", ceremony.userVerification());
    parameters.put("asked_credential", ceremony.credentialId());
    parameters.put("shown", null);
    parameters.put("lifetime", Ceremony.LIFETIME);
    return parameters;
  }

  /** What {@link #NOTE} needs besides. */
  public static Map<String, Object> noted(Assertion assertion) {
    var parameters = new HashMap<String, Object>();
    parameters.put("backed_up", assertion.backedUp());
    parameters.put(
        "user_handle",
        assertion.userHandle() == null ? null : Buffer.buffer(assertion.userHandle()));
    return parameters;
  }
}
