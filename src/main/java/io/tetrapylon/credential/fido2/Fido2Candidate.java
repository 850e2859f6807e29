package io.tetrapylon.credential.fido2;

import io.tetrapylon.credential.Candidate;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A FIDO2 credential as the statement that opens an attempt finds it.
 *
 * @param row what guards
 * @param webauthnId by which authenticators know it
 * @param key its public key
 * @param rpId the relying party that it is for
 * @param userHandle its user as authenticators know them, or null where that is not known yet
 * @param backupEligible whether it was made as one that can be copied
 * @param transports how its authenticator is reached
 */
public record Fido2Candidate(
    Candidate row,
    byte[] webauthnId,
    byte[] key,
    String rpId,
    byte @Nullable [] userHandle,
    boolean backupEligible,
    List<String> transports) {
  /** The columns that {@link #read} reads, of {@code credential_fido2 f}. */
  public static final String COLUMNS =
      "f.webauthn_id, f.cose_key, f.rp_id AS key_rp_id, f.user_handle, f.backup_eligible, f.transports";

  /** The table beside {@code credential c}. */
  public static final String JOIN =
      "LEFT JOIN credential_fido2 f ON f.tenant_id = c.tenant_id AND f.credential_id = c.id";

  /** The key of a row, or null where the row has none. */
  public static @Nullable Fido2Candidate read(@Nullable Candidate credential, Row row) {
    var id = row.getBuffer("webauthn_id");
    return credential == null || id == null
        ? null
        : new Fido2Candidate(
            credential,
            id.getBytes(),
            row.getBuffer("cose_key").getBytes(),
            row.getString("key_rp_id"),
            bytes(row.getBuffer("user_handle")),
            row.getBoolean("backup_eligible"),
            List.of(row.getArrayOfStrings("transports")));
  }

  private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
    return buffer == null ? null : buffer.getBytes();
  }

  /**
   * What is wrong with an assertion by this credential, in the order of WebAuthn section 7.2, or
   * null. Whether its counter still grows when it is used up, the row decides.
   *
   * @param asked what it answers
   * @param handleNeeded whether it alone must say who the user is
   */
  public @Nullable Fault faultOf(Assertion assertion, Ceremony asked, boolean handleNeeded) {
    if (!rpId.equals(asked.rpId())) { // 5
      return Fault.OTHER_CREDENTIAL;
    }
    if (!namesUser(assertion.userHandle(), handleNeeded)) { // 6
      return Fault.USER_HANDLE;
    }
    var fault = asked.expectation(ClientData.GET).of(assertion.client(), assertion.data());
    if (fault != null) {
      return fault;
    }
    if (assertion.data().has(AuthenticatorData.BACKUP_ELIGIBLE) != backupEligible) { // 19
      return Fault.BACKUP;
    }
    if (!CoseKey.stored(key).verifies(assertion.signed(), assertion.signature())) { // 21
      return Fault.SIGNATURE;
    }
    return grows(assertion.counter()) ? null : Fault.COUNTER; // 22
  }

  private boolean namesUser(byte @Nullable [] named, boolean needed) {
    if (named == null) {
      return !needed;
    }
    return userHandle == null || MessageDigest.isEqual(userHandle, named);
  }

  /** An authenticator without a counter says zero each time. */
  private boolean grows(long counter) {
    return counter > row.movingFactor() || (counter == 0 && row.movingFactor() == 0);
  }

  /** Does the work of {@link #faultOf} where there is no such credential. */
  public static void decoy(Assertion assertion) {
    CoseKey.DECOY.verifies(assertion.signed(), assertion.signature());
  }

  /** The credential's internal id. */
  public UUID id() {
    return row.id();
  }
}
