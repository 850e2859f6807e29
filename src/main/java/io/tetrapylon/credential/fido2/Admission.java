package io.tetrapylon.credential.fido2;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenant.Attestation;
import io.tetrapylon.tenant.Tenants;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant takes a new credential, by its attestation policy and its rules.
 *
 * <pre>
 *   policy               imported                        made in a ceremony of ours
 *   IMPORT_TRUSTED_CMS   not verified                    any that verifies
 *   SELF_OR_BETTER       self, certified, trusted        the same, and none: but then INITIAL
 *   TRUSTED_ONLY         trusted                         trusted
 * </pre>
 *
 * Passkeys that are synchronised have no attestation. Where one is wanted, the user's first
 * assertion proves what a self attestation does: that they have the key.
 */
@Singleton
class Admission {
  /** Google ended it; what was made by it can still be imported. */
  private static final String ENDED = "android-safetynet";

  private final Tenants tenants;
  private final WebAuthnRulesStore rules;
  private final Attestations attestations;
  private final Vertx vertx;

  Admission(Tenants tenants, WebAuthnRulesStore rules, Attestations attestations, Vertx vertx) {
    this.tenants = tenants;
    this.rules = rules;
    this.attestations = attestations;
    this.vertx = vertx;
  }

  /** What a tenant says of it. */
  record Terms(Tenant.Settings settings, WebAuthnRules rules) {}

  Uni<Terms> terms(UUID tenant) {
    return tenants
        .get(tenant)
        .chain(found -> rules.get(tenant).map(set -> new Terms(found.settings(), set.rules())));
  }

  /** What the attestation of an imported credential is worth, if that is enough. */
  Uni<AttestationResult> imported(
      Terms terms, AttestationObject object, ClientData client, RelyingParty party) {
    requireModel(terms, object);
    if (terms.settings().attestation() == Attestation.IMPORT_TRUSTED_CMS) {
      return Uni.createFrom().item(AttestationResult.UNVERIFIED);
    }
    var expected = expectation(terms, null, party);
    requireNone(expected.of(client, object.data()));
    return assess(object, client, party)
        .invoke(result -> require(result != AttestationResult.NONE && suffices(terms, result)));
  }

  /** The same of one that was made in a ceremony of ours. */
  Uni<AttestationResult> made(
      Terms terms, AttestationObject object, ClientData client, Ceremony ceremony) {
    requireModel(terms, object);
    require(!object.format().equals(ENDED));
    requireNone(ceremony.expectation(ClientData.CREATE).of(client, object.data()));
    return assess(object, client, new RelyingParty(ceremony.rpId()))
        .invoke(result -> require(suffices(terms, result)));
  }

  private static Expectation expectation(
      Terms terms, byte @Nullable [] challenge, RelyingParty party) {
    return new Expectation(
        ClientData.CREATE, challenge, party, terms.rules().extraOrigins(), false);
  }

  private Uni<AttestationResult> assess(
      AttestationObject object, ClientData client, RelyingParty party) {
    return vertx.executeBlocking(() -> attestations.assess(object, client, party.id()), false);
  }

  private static boolean suffices(Terms terms, AttestationResult result) {
    return terms.settings().attestation() != Attestation.TRUSTED_ONLY
        || result == AttestationResult.TRUSTED;
  }

  private static void requireModel(Terms terms, AttestationObject object) {
    if (!terms.rules().takes(object.made().aaguid())) {
      throw refused("Its model of authenticator is not accepted.");
    }
  }

  private static void requireNone(@Nullable Fault fault) {
    if (fault != null) {
      throw refused(fault.sentence());
    }
  }

  private static void require(boolean enough) {
    if (!enough) {
      throw refused("Its attestation is not enough.");
    }
  }

  private static Refusal refused(String sentence) {
    return new Refusal(Reason.ATTESTATION_REFUSED, sentence);
  }
}
