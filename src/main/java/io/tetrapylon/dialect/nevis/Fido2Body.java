package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A FIDO2 credential as it travels; it is made by a ceremony, never through this API. */
@Schema(name = "NevisFido2Credential")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Fido2Body(
    @JsonUnwrapped CredentialBody credential,
    String credentialId,
    String rpId,
    UUID aaguid,
    long signCounter,
    int coseAlgorithm,
    String attestationFormat,
    List<String> transports,
    @Nullable String userFriendlyName) {

  static Fido2Body of(StoredFido2Credential stored, CredentialBody.Around around) {
    return new Fido2Body(
        CredentialBody.of(stored.credential(), around),
        stored.webauthnId(),
        stored.rpId(),
        stored.aaguid(),
        Math.max(0, stored.credential().movingFactor()),
        stored.coseAlgorithm(),
        stored.attestationFormat(),
        stored.transports(),
        stored.friendlyName());
  }
}
