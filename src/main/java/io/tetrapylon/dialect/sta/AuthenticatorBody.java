package io.tetrapylon.dialect.sta;

import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.fido2.StoredFido2Credential;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator as it travels. What never happened is null.
 *
 * @param id the WebAuthn credential id in base64url
 * @param type always FIDO
 * @param state active, pending, suspended or locked
 * @param lastUsedAuthnDateTime the last time that it was used, with success or without
 * @param lastSuccessAuthnDateTime the last success
 * @param createdDateTime since when it is here
 * @param metadata what FIDO authenticators have
 */
@Schema(name = "Authenticator")
record AuthenticatorBody(
    String id,
    String type,
    String state,
    @Nullable Instant lastUsedAuthnDateTime,
    @Nullable Instant lastSuccessAuthnDateTime,
    Instant createdDateTime,
    Metadata metadata) {
  static final String FIDO = "FIDO";

  /**
   * What FIDO authenticators have.
   *
   * @param aaguid the model
   * @param friendlyName what its owner knows it by, or null
   * @param rpId the relying party that it is for
   * @param signatureCounter as it was last seen
   * @param coseAlgoId how it signs, by IANA's registry of COSE algorithms
   * @param provenance imported or inline
   */
  @Schema(name = "AuthenticatorMetadata")
  record Metadata(
      String aaguid,
      @Nullable String friendlyName,
      String rpId,
      long signatureCounter,
      int coseAlgoId,
      String provenance) {}

  static AuthenticatorBody of(StoredFido2Credential stored) {
    var credential = stored.credential();
    return new AuthenticatorBody(
        stored.webauthnId(),
        FIDO,
        word(credential.state()),
        stored.lastUsedAt(),
        credential.statistics().lastSuccessAt(),
        credential.createdAt(),
        new Metadata(
            stored.aaguid().toString(),
            stored.friendlyName(),
            stored.rpId(),
            Math.max(0, credential.movingFactor()),
            stored.coseAlgorithm(),
            stored.provenance().name().toLowerCase(Locale.ROOT)));
  }

  /** CONTRACT section 5; what is archived is not listed. */
  static String word(CredentialState state) {
    return switch (state) {
      case INITIAL -> "pending";
      case ACTIVE -> "active";
      case LOCKED -> "locked";
      case DISABLED -> "suspended";
      case ARCHIVED -> "archived";
    };
  }
}
