package io.tetrapylon.credential.fido2;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.credential.CredentialRows;
import io.tetrapylon.credential.CredentialState;
import io.tetrapylon.credential.fido2.Ceremony.Purpose;
import io.tetrapylon.tenant.Tenant.Attestation;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The ceremony in which a user's credential is made (WebAuthn section 7.1). */
@ApplicationScoped
public class Fido2Registrations {
  private final Ledger ledger;
  private final CredentialRows rows;
  private final Fido2Rows fido2;
  private final Ceremonies ceremonies;
  private final Admission admission;

  Fido2Registrations(
      Ledger ledger,
      CredentialRows rows,
      Fido2Rows fido2,
      Ceremonies ceremonies,
      Admission admission) {
    this.ledger = ledger;
    this.rows = rows;
    this.fido2 = fido2;
    this.ceremonies = ceremonies;
    this.admission = admission;
  }

  /**
   * A ceremony that was begun.
   *
   * @param ceremony its challenge
   * @param present the user's credentials, which shall not be made again
   * @param attested whether the authenticator is asked where it was made
   */
  public record Begun(Ceremony ceremony, List<StoredFido2Credential> present, boolean attested) {}

  /**
   * Begins one. Refuses an unknown user with {@code OBJECT_UNKNOWN}.
   *
   * @param caller who alone can bring the answer
   * @param rpId a relying party of the tenant, see {@link Ceremonies#relyingParty}
   */
  public Uni<Begun> begin(UUID tenant, UUID caller, UUID user, String rpId) {
    return ledger
        .read(tenant, () -> rows.requireUser(tenant, user).chain(() -> fido2.list(tenant, user)))
        .chain(present -> begun(tenant, caller, user, rpId, present));
  }

  private Uni<Begun> begun(
      UUID tenant, UUID caller, UUID user, String rpId, List<StoredFido2Credential> present) {
    var ceremony = ceremonies.fresh(Purpose.REGISTER, user, null, rpId, false, null);
    return ceremonies
        .issue(tenant, caller, ceremony)
        .chain(issued -> admission.terms(tenant))
        .map(
            terms ->
                new Begun(
                    ceremony,
                    present,
                    terms.settings().attestation() != Attestation.IMPORT_TRUSTED_CMS));
  }

  /**
   * Ends one; whatever the answer is, its challenge is used up. The credential is ACTIVE, or
   * INITIAL where its owner has yet to prove to have it.
   *
   * <p>Refuses a challenge that is unknown, used or too old with {@code CEREMONY_UNKNOWN}, what is
   * malformed with {@code MEMBER_INVALID}, what answers something else or is not accepted with
   * {@code ATTESTATION_REFUSED} and an id that is taken with {@code CONFLICT}.
   */
  public Uni<StoredFido2Credential> finish(
      Actor actor, UUID tenant, UUID caller, UUID ceremony, Registration answer) {
    var object = answer.object();
    var client = answer.clientData();
    var name = answer.name();
    return ceremonies
        .take(tenant, caller, Purpose.REGISTER, ceremony)
        .chain(
            begun ->
                admission
                    .terms(tenant)
                    .chain(
                        terms ->
                            admission
                                .made(terms, object, client, begun)
                                .map(result -> made(answer, object, begun, result, terms, name)))
                    .chain(made -> add(actor, tenant, user(begun), made)));
  }

  private static NewFido2Credential made(
      Registration answer,
      AttestationObject object,
      Ceremony ceremony,
      AttestationResult result,
      Admission.Terms terms,
      String name) {
    boolean unproven =
        result == AttestationResult.NONE
            && terms.settings().attestation() == Attestation.SELF_OR_BETTER;
    return new NewFido2Credential(
        object,
        ceremony.rpId(),
        Provenance.INLINE,
        result,
        unproven ? CredentialState.INITIAL : CredentialState.ACTIVE,
        handle(user(ceremony)),
        answer.transports(),
        name);
  }

  private Uni<StoredFido2Credential> add(
      Actor actor, UUID tenant, UUID user, NewFido2Credential made) {
    return ledger.change(
        actor,
        tenant,
        "fido2.register",
        () -> fido2.add(tenant, user, made).map(Fido2Credentials::changed));
  }

  private static UUID user(Ceremony ceremony) {
    return Objects.requireNonNull(ceremony.userId(), "a registration is for somebody");
  }

  /** A user as authenticators know them: their id's 16 bytes, which tell nobody anything. */
  public static byte[] handle(UUID user) {
    return ByteBuffer.allocate(16)
        .putLong(user.getMostSignificantBits())
        .putLong(user.getLeastSignificantBits())
        .array();
  }
}
