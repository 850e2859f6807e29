package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tetrapylon.credential.uaf.AuthenticatorVersion;
import io.tetrapylon.device.reach.UafRegistration;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A FIDO UAF credential as it travels. */
@Schema(name = "NevisFidoUafCredential")
@JsonInclude(JsonInclude.Include.NON_NULL)
record UafBody(
    @JsonUnwrapped CredentialBody credential,
    String aaid,
    String keyId,
    long signCounter,
    Object authenticatorVersion,
    String appId,
    @Nullable String deviceId,
    String publicKey,
    String publicKeyAlgorithm,
    @Nullable String dispatchTargetExtId,
    @Nullable TargetBody dispatchTarget,
    @Nullable String attestationType) {

  static UafBody of(UafRegistration registration, CredentialBody.Around around) {
    var stored = registration.credential();
    var is = stored.authenticator();
    var target = registration.target();
    var attestation = is.attestation();
    return new UafBody(
        CredentialBody.of(stored.credential(), around),
        is.key().aaid(),
        is.key().keyId(),
        stored.signCounter(),
        version(is.version()),
        is.appId(),
        is.device(),
        is.publicKey(),
        is.publicKeyAlgorithm(),
        target == null ? null : target.externalId(),
        target == null ? null : TargetBody.of(target),
        attestation == null ? null : attestation.word());
  }

  /** A text where a text was given, a number where a number was. */
  private static Object version(AuthenticatorVersion version) {
    return version.number() ? new BigDecimal(version.text()) : version.text();
  }
}
