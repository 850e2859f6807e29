package io.tetrapylon.credential.fido2;

import io.tetrapylon.credential.Credential;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A FIDO2 credential as operators see it.
 *
 * @param credential what guards; its label is the friendly name, its moving factor the signature
 *     counter
 * @param webauthnId by which authenticators know it, unique in the tenant, in base64url
 * @param rpId the relying party that it is for
 * @param aaguid the model of its authenticator
 * @param coseAlgorithm how it signs, by IANA's registry "COSE Algorithms"
 * @param provenance how it came here
 * @param attestationFormat the format of its attestation
 * @param attestation what that was worth
 * @param transports how its authenticator is reached, as the browser said
 * @param backup whether it can be copied, and whether it was
 */
public record StoredFido2Credential(
    Credential credential,
    String webauthnId,
    String rpId,
    UUID aaguid,
    int coseAlgorithm,
    Provenance provenance,
    String attestationFormat,
    AttestationResult attestation,
    List<String> transports,
    Backup backup) {

  /**
   * The backup flags (WebAuthn section 6.1.3).
   *
   * @param eligible whether it can be copied to other devices
   * @param done whether it was
   */
  public record Backup(boolean eligible, boolean done) {}

  /** Whether its owner ever proved to have it: by making it here, or by using it. */
  public boolean isProven() {
    return provenance == Provenance.INLINE || credential.statistics().successes() > 0;
  }

  StoredFido2Credential with(Credential changed) {
    return new StoredFido2Credential(
        changed,
        webauthnId,
        rpId,
        aaguid,
        coseAlgorithm,
        provenance,
        attestationFormat,
        attestation,
        transports,
        backup);
  }

  /** The friendly name, or null where it has none. */
  public @Nullable String friendlyName() {
    return credential.label().isBlank() ? null : credential.label();
  }

  /** The last time that it was used, with success or without, or null. */
  public @Nullable Instant lastUsedAt() {
    var success = credential.statistics().lastSuccessAt();
    var failure = credential.statistics().lastFailureAt();
    if (success == null || failure == null) {
      return success == null ? failure : success;
    }
    return success.isAfter(failure) ? success : failure;
  }
}
