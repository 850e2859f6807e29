package io.tetrapylon.credential.oath;

import io.tetrapylon.credential.Candidate;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.keys.TenantKeys;
import io.tetrapylon.policy.Rulebook.CredentialRules;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as the statement that opens an attempt finds it.
 *
 * @param row its credential, which decides
 * @param method TOTP or HOTP
 * @param algorithm of the HMAC
 * @param digits of a code
 * @param period seconds of a TOTP step
 */
public record OathCandidate(
    Candidate row, OathMethod method, OathAlgorithm algorithm, int digits, int period) {

  private static final UUID NOBODY = new UUID(0, 0);
  private static final Secret DECOY = Secret.of(new byte[20]);

  /** The columns that {@link #read} reads, of {@code credential_oath o}. */
  public static final String COLUMNS = "o.method, o.algorithm, o.digits, o.period";

  /** The token that a credential is, or null where it is of another kind. */
  public static @Nullable OathCandidate read(Candidate credential, Row row) {
    String method = row.getString("method");
    return method == null
        ? null
        : new OathCandidate(
            credential,
            OathMethod.valueOf(method),
            OathAlgorithm.valueOf(row.getString("algorithm")),
            row.getInteger("digits"),
            row.getInteger("period"));
  }

  /**
   * A token that nobody has, to compare codes with where there is none: the comparison takes as
   * long as a real one's, and what comes of it is good for nothing.
   *
   * @param digits 6 or 8
   */
  public static OathToken decoy(TenantKeys keys, int digits) {
    // Sealing stands for the opening of a real secret: both run the same cipher once.
    var unused = keys.seal(Candidate.SECRET, NOBODY, DECOY);
    return new OathToken(OathMethod.HOTP, OathAlgorithm.SHA1, digits, 30, DECOY, -1, 0, 1, 10);
  }

  /** The credential's id. */
  public UUID id() {
    return row.id();
  }

  /** Whether it has failures that a success forgives. */
  public boolean hasFailures() {
    return row.failures() > 0 || row.strangerFailures() > 0;
  }

  /** The token, under the rules of its credential policy. */
  public OathToken token(TenantKeys keys, CredentialRules rules) {
    return new OathToken(
        method,
        algorithm,
        digits,
        period,
        row.open(keys),
        row.movingFactor(),
        row.drift(),
        rules.timeWindow(),
        rules.counterWindow());
  }
}
