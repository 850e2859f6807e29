package io.tetrapylon.credential.fido2;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.credential.Credential;
import io.tetrapylon.kernel.TenantScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code credential_fido2}: what a credential is, never whether it opens anything. */
@Entity
@Table(name = "credential_fido2")
@IdClass(TenantScoped.class)
class Fido2Entity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  /** The credential's id. */
  @Id
  @Column(name = "credential_id")
  UUID id;

  @Column(name = "webauthn_id", updatable = false)
  byte[] webauthnId;

  @Column(name = "rp_id", updatable = false)
  String rpId;

  @Column(updatable = false)
  UUID aaguid;

  @Column(name = "cose_key", updatable = false)
  byte[] coseKey;

  @Column(name = "cose_algorithm", updatable = false)
  int coseAlgorithm;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  Provenance provenance;

  @Column(name = "attestation_format", updatable = false)
  String attestationFormat;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  AttestationResult attestation;

  @Column(name = "user_handle")
  byte @Nullable [] userHandle;

  @Column(updatable = false)
  String[] transports;

  @Column(name = "backup_eligible", updatable = false)
  boolean backupEligible;

  @Column(name = "backed_up")
  boolean backedUp;

  static Fido2Entity of(UUID tenant, UUID credential, NewFido2Credential made) {
    var row = new Fido2Entity();
    row.tenantId = tenant;
    row.id = credential;
    row.webauthnId = made.made().id();
    row.rpId = made.rpId();
    row.aaguid = made.made().aaguid();
    row.coseKey = made.made().key().encoded();
    row.coseAlgorithm = made.made().key().algorithm().number();
    row.provenance = made.provenance();
    row.attestationFormat = made.object().format();
    row.attestation = made.attestation();
    row.userHandle = made.userHandle();
    row.transports = made.transports().toArray(String[]::new);
    row.backupEligible = made.object().data().has(AuthenticatorData.BACKUP_ELIGIBLE);
    row.backedUp = made.object().data().has(AuthenticatorData.BACKED_UP);
    return row;
  }

  StoredFido2Credential view(Credential credential) {
    return new StoredFido2Credential(
        credential,
        Base64.getUrlEncoder().withoutPadding().encodeToString(webauthnId),
        rpId,
        aaguid,
        coseAlgorithm,
        provenance,
        attestationFormat,
        attestation,
        List.of(transports),
        new StoredFido2Credential.Backup(backupEligible, backedUp));
  }
}
