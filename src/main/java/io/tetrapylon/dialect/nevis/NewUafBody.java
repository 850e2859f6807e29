package io.tetrapylon.dialect.nevis;

import com.fasterxml.jackson.databind.JsonNode;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Validity;
import io.tetrapylon.credential.uaf.AttestationType;
import io.tetrapylon.credential.uaf.AuthenticatorVersion;
import io.tetrapylon.credential.uaf.NewUafCredential;
import io.tetrapylon.credential.uaf.UafAuthenticator;
import io.tetrapylon.credential.uaf.UafKey;
import io.tetrapylon.device.reach.NewTarget;
import io.tetrapylon.device.reach.UafRegistrations.Wanted;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes a FIDO UAF credential, as far as it can be read without the store.
 *
 * @param key which key of which authenticator
 * @param version of the authenticator
 * @param publicKey as it was given
 * @param publicKeyAlgorithm as it was given
 * @param appId as it was given
 * @param extId what the caller calls it, or null
 * @param deviceId as it was given, or null
 * @param stateName as it was given, whether or not it is one; or null
 * @param linkedTarget a target that is there already, or null
 * @param attestationType as it was given, whether or not it is one; or null
 * @param validity from when until when
 * @param policyExtId under which policy, or null
 * @param target a target to be made with it, or null
 */
record NewUafBody(
    UafKey key,
    AuthenticatorVersion version,
    String publicKey,
    String publicKeyAlgorithm,
    String appId,
    @Nullable String extId,
    @Nullable String deviceId,
    @Nullable String stateName,
    @Nullable String linkedTarget,
    @Nullable String attestationType,
    Validity validity,
    @Nullable String policyExtId,
    @Nullable NewTarget target) {
  private static final int LONGEST_KEY_ID = 2048;
  private static final int LONGEST_TEXT = UafAuthenticator.LONGEST_TEXT;

  /** Reads it: first what is missing or no such value, all of it at once, then the forms. */
  static NewUafBody read(byte @Nullable [] body) {
    var fields = Fields.of(body);
    var aaid = fields.required("aaid", LONGEST_TEXT);
    var keyId = fields.required("keyId", LONGEST_KEY_ID);
    var version = fields.textOrNumber("authenticatorVersion");
    var publicKey = fields.required("publicKey", UafAuthenticator.LONGEST_KEY);
    var publicKeyAlgorithm = fields.required("publicKeyAlgorithm", LONGEST_TEXT);
    var appId = fields.required("appId", LONGEST_TEXT);
    var extId = fields.text("extId");
    var deviceId = fields.text("deviceId", LONGEST_TEXT);
    var stateName = fields.text("stateName", LONGEST_TEXT);
    var linked = fields.text("dispatchTargetExtId");
    var attestationType = fields.text("attestationType", LONGEST_TEXT);
    var validity = fields.validity();
    var policy = fields.text("policyExtId");
    var target = TargetBody.readNew(fields.object("dispatchTarget"), linked);
    fields.check();
    return new NewUafBody(
        key(aaid, keyId),
        version(version),
        publicKey,
        publicKeyAlgorithm,
        appId,
        extId,
        deviceId,
        stateName,
        target == null ? linked : null,
        attestationType,
        validity == null ? Validity.ALWAYS : validity,
        policy,
        target);
  }

  private static UafKey key(String aaid, String keyId) {
    require(UafKey.isAaid(aaid), NevisError.aaidForm());
    require(UafKey.isKeyId(keyId), NevisError.keyIdForm());
    return new UafKey(aaid, keyId);
  }

  private static AuthenticatorVersion version(JsonNode given) {
    var text = given.isTextual() ? given.textValue() : given.decimalValue().toPlainString();
    require(AuthenticatorVersion.isVersion(text), NevisError.versionForm());
    return new AuthenticatorVersion(text, given.isNumber());
  }

  private static void require(boolean holds, NevisError otherwise) {
    if (!holds) {
      throw new NevisRefusal(otherwise);
    }
  }

  /** The state's error, or null; a new credential is active or disabled. */
  @Nullable NevisError stateError() {
    var given = stateName;
    boolean fits = given == null || StateName.parse(given).filter(StateName::isOfNew).isPresent();
    return fits || given == null ? null : NevisError.stateUnknown(given);
  }

  /** The attestation type's error, or null. */
  @Nullable NevisError attestationError() {
    var given = attestationType;
    return given == null || AttestationType.of(given).isPresent()
        ? null
        : NevisError.attestationTypeUnknown(given);
  }

  /** What is to be made; what has an error is left as if it were absent. */
  Wanted wanted(UUID policy) {
    return new Wanted(
        new NewUafCredential(authenticator(), policy, extId, state(), validity),
        target,
        linkedTarget);
  }

  private UafAuthenticator authenticator() {
    return new UafAuthenticator(
        key,
        version,
        publicKey,
        publicKeyAlgorithm,
        appId,
        deviceId,
        attestationType == null ? null : AttestationType.of(attestationType).orElse(null));
  }

  private CredentialState state() {
    return stateName == null || stateError() != null
        ? CredentialState.ACTIVE
        : StateName.parse(stateName).map(StateName::state).orElse(CredentialState.ACTIVE);
  }
}
