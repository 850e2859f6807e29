package io.tetrapylon.credential;

import io.tetrapylon.credential.oath.OathAlgorithm;
import io.tetrapylon.credential.oath.OathMethod;
import io.tetrapylon.credential.oath.OathToken;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.SealedColumn;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook.CredentialRules;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credential as the statement that opens an attempt finds it.
 *
 * @param id its id
 * @param policyId its credential policy
 * @param kind {@code PASSWORD} or {@code OATH}
 * @param usable active, valid now, and under no lock by time
 * @param locked whether it is locked, by failures or by somebody
 * @param failures in a row
 * @param strangerFailures failures from networks that the user never succeeded from, since the last
 *     success
 * @param movingFactor the last one used, -1 for none
 * @param drift of a token's clock, in steps
 * @param sealed the sealed secret
 * @param shape what an OATH token computes, or null for another kind
 */
public record Candidate(
    UUID id,
    UUID policyId,
    String kind,
    boolean usable,
    boolean locked,
    int failures,
    int strangerFailures,
    long movingFactor,
    int drift,
    byte[] sealed,
    @Nullable OathShape shape) {

  /**
   * The columns that {@link #read} reads, of {@code credential c} and {@code credential_oath o}.
   */
  public static final String COLUMNS =
      """
      c.id AS credential_id, c.policy_id, c.kind, c.state, c.failures, c.stranger_failures, c.moving_factor, c.drift,
      c.sealed_secret, (c.state = 'ACTIVE' AND c.valid_from <= now() AND c.valid_to > now()
        AND (c.locked_until IS NULL OR c.locked_until <= now())) AS usable,
      o.method, o.algorithm, o.digits, o.period
      """;

  /** Where the secret stands. */
  public static final SealedColumn SECRET = new SealedColumn("credential", "id", "sealed_secret");

  /**
   * What an OATH token computes.
   *
   * @param method TOTP or HOTP
   * @param algorithm of the HMAC
   * @param digits of a code
   * @param period seconds of a TOTP step
   */
  public record OathShape(OathMethod method, OathAlgorithm algorithm, int digits, int period) {}

  /** The credential of a row, or null where the row has none. */
  public static @Nullable Candidate read(Row row) {
    UUID id = row.getUUID("credential_id");
    if (id == null) {
      return null;
    }
    return new Candidate(
        id,
        row.getUUID("policy_id"),
        row.getString("kind"),
        row.getBoolean("usable"),
        "LOCKED".equals(row.getString("state")),
        row.getInteger("failures"),
        row.getInteger("stranger_failures"),
        row.getLong("moving_factor"),
        row.getInteger("drift"),
        row.getBuffer("sealed_secret").getBytes(),
        shape(row));
  }

  private static @Nullable OathShape shape(Row row) {
    String method = row.getString("method");
    return method == null
        ? null
        : new OathShape(
            OathMethod.valueOf(method),
            OathAlgorithm.valueOf(row.getString("algorithm")),
            row.getInteger("digits"),
            row.getInteger("period"));
  }

  /** Whether it is the password. */
  public boolean isPassword() {
    return kind.equals("PASSWORD");
  }

  /** Whether it is a token that shows codes of that many digits. */
  public boolean showsDigits(int digits) {
    return shape != null && shape.digits() == digits;
  }

  /** The secret in the clear. */
  public Secret open(TenantKeys keys) {
    return keys.open(SECRET, id, sealed);
  }

  /** The token that this is, under the rules of its credential policy. */
  public OathToken token(TenantKeys keys, CredentialRules rules) {
    var what = Objects.requireNonNull(shape);
    return new OathToken(
        what.method(),
        what.algorithm(),
        what.digits(),
        what.period(),
        open(keys),
        movingFactor,
        drift,
        rules.timeWindow(),
        rules.counterWindow());
  }
}
