package io.tetrapylon.dialect.sta;

import io.tetrapylon.credential.fido2.Fido2Import;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator to be taken over.
 *
 * @param type FIDO
 * @param metadata what it is
 */
@Schema(name = "AuthenticatorImport")
record ImportRequest(String type, Metadata metadata) {

  /**
   * What it is.
   *
   * @param attestation what its authenticator and a browser said of it
   * @param friendlyName what its owner knows it by; may stand in {@code attestation} too
   */
  @Schema(name = "AuthenticatorImportMetadata")
  record Metadata(Attestation attestation, @Nullable String friendlyName) {}

  /**
   * What its authenticator and a browser said of it, both in base64url.
   *
   * @param clientDataJson JSON
   * @param attestationObject CBOR
   * @param friendlyName what its owner knows it by
   */
  @Schema(name = "AuthenticatorAttestation")
  record Attestation(
      String clientDataJson, String attestationObject, @Nullable String friendlyName) {}

  /** Reads a body. Here a missing member of the two has the message of one that cannot be read. */
  static Fido2Import read(byte[] body) {
    var authenticator = JsonMembers.read(body);
    boolean isFido = AuthenticatorBody.FIDO.equalsIgnoreCase(authenticator.text("type"));
    var metadata = authenticator.object("metadata");
    var attestation = metadata == null ? null : metadata.object("attestation");
    if (!isFido || metadata == null || attestation == null) {
      throw new StaRefusal(StaWords.NO_AUTHENTICATOR);
    }
    return of(attestation, metadata.text("friendlyName"));
  }

  private static Fido2Import of(JsonMembers attestation, @Nullable String name) {
    var object = bytes(attestation.text("attestationObject"), StaWords.ATTESTATION_UNREADABLE);
    var clientData = bytes(attestation.text("clientDataJson"), StaWords.CLIENT_DATA_UNREADABLE);
    return new Fido2Import(
        object, clientData, name == null ? attestation.text("friendlyName") : name);
  }

  private static byte[] bytes(@Nullable String text, StaProblem otherwise) {
    return AuthenticatorId.decoded(text == null ? "" : text, otherwise);
  }
}
