package io.tetrapylon.credential.fido2;

import io.tetrapylon.credential.CredentialState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential that is to be stored; each check of it is done.
 *
 * @param object what its authenticator handed out
 * @param rpId the relying party that it is for
 * @param provenance how it came here
 * @param attestation what the statement was worth
 * @param state ACTIVE, or INITIAL while its owner has yet to prove to have it
 * @param userHandle the user as the authenticator knows it, or null where that is unknown
 * @param transports how the authenticator is reached
 * @param friendlyName may be blank
 */
record NewFido2Credential(
    AttestationObject object,
    String rpId,
    Provenance provenance,
    AttestationResult attestation,
    CredentialState state,
    byte @Nullable [] userHandle,
    List<String> transports,
    String friendlyName) {

  AuthenticatorData.Made made() {
    return object.made();
  }
}
