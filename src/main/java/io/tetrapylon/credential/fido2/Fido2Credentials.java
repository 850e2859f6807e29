package io.tetrapylon.credential.fido2;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.Credentials;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * The FIDO2 credentials of users, by the ids that authenticators know them by. Archived ones are
 * not to be seen here, but keep their ids taken.
 */
@ApplicationScoped
public class Fido2Credentials {
  private static final String KIND = "FIDO2 credential";

  private final Ledger ledger;
  private final CredentialRows rows;
  private final Fido2Rows fido2;
  private final Credentials credentials;
  private final Admission admission;

  Fido2Credentials(
      Ledger ledger,
      CredentialRows rows,
      Fido2Rows fido2,
      Credentials credentials,
      Admission admission) {
    this.ledger = ledger;
    this.rows = rows;
    this.fido2 = fido2;
    this.credentials = credentials;
    this.admission = admission;
  }

  /** A user's credentials in the order in which they came, or {@code OBJECT_UNKNOWN}. */
  public Uni<List<StoredFido2Credential>> list(UUID tenant, UUID user) {
    return ledger.read(
        tenant, () -> rows.requireUser(tenant, user).chain(() -> fido2.list(tenant, user)));
  }

  /** One of a user's credentials, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<StoredFido2Credential> find(UUID tenant, UUID user, byte[] webauthnId) {
    return ledger.read(tenant, () -> fido2.find(tenant, user, webauthnId));
  }

  /**
   * Takes over a credential that was made elsewhere; it is INITIAL until its owner proves to have
   * it.
   *
   * <p>Refuses what is malformed, or for no relying party of the tenant, with {@code
   * MEMBER_INVALID}, an attestation that the tenant's policy does not accept with {@code
   * ATTESTATION_REFUSED}, an id that is taken, by whomever, with {@code CONFLICT} and an unknown
   * user with {@code OBJECT_UNKNOWN}.
   */
  public Uni<StoredFido2Credential> take(Actor actor, UUID tenant, UUID user, Fido2Import offered) {
    var object = offered.object();
    var client = offered.clientData();
    var name = Fido2Import.checkedName(offered.friendlyName());
    return admission
        .terms(tenant)
        .chain(
            terms -> {
              var party = party(object, terms.settings());
              return admission
                  .imported(terms, object, client, party)
                  .map(worth -> imported(object, party, worth, name));
            })
        .chain(
            made ->
                ledger.change(
                    actor,
                    tenant,
                    "fido2.import",
                    () -> fido2.add(tenant, user, made).map(Fido2Credentials::changed)));
  }

  private static RelyingParty party(AttestationObject object, Tenant.Settings settings) {
    var party = RelyingParty.of(object.data().rpIdHash(), settings.relyingParties());
    if (party == null) {
      throw Member.invalid("attestationObject", "it is for no relying party of this tenant.");
    }
    return party;
  }

  private static NewFido2Credential imported(
      AttestationObject object, RelyingParty party, AttestationResult worth, String name) {
    return new NewFido2Credential(
        object,
        party.id(),
        Provenance.IMPORTED,
        worth,
        CredentialState.INITIAL,
        null,
        List.of(),
        name);
  }

  /**
   * Changes what of a credential can be changed.
   *
   * <p>Refuses any way but that from ACTIVE to DISABLED and back with {@code CONFLICT}, and a blank
   * name in place of one with {@code MEMBER_INVALID}. What its owner never proved to have is not
   * resumed either.
   */
  public Uni<StoredFido2Credential> change(
      Actor actor, UUID tenant, UUID user, byte[] webauthnId, Fido2Change change) {
    return find(tenant, user, webauthnId)
        .chain(
            found ->
                credentials
                    .change(
                        actor,
                        tenant,
                        user,
                        found.credential().id(),
                        null,
                        now -> change.applied(now, found.isProven()))
                    .map(found::with));
  }

  /** Removes a credential for good; its id is free again. */
  public Uni<Void> delete(Actor actor, UUID tenant, UUID user, byte[] webauthnId) {
    return find(tenant, user, webauthnId)
        .chain(found -> credentials.delete(actor, tenant, user, found.credential().id(), null));
  }

  static Changed<StoredFido2Credential> changed(StoredFido2Credential done) {
    var credential = done.credential();
    return Changed.ofUser(done, KIND, credential.id(), credential.userId())
        .detailed(done.provenance() + " " + done.attestationFormat());
  }
}
