package io.tetrapylon.credential.uaf;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.TenantScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code credential_uaf}: what a credential is, never whether it opens anything. */
@Entity
@Table(name = "credential_uaf")
@IdClass(TenantScoped.class)
class UafEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  /** The credential's id. */
  @Id
  @Column(name = "credential_id")
  UUID id;

  @Column String aaid;

  @Column(name = "key_id")
  String keyId;

  @Column(name = "version_text")
  String versionText;

  @Column(name = "version_is_number")
  boolean versionIsNumber;

  @Column(name = "public_key")
  String publicKey;

  @Column(name = "public_key_algorithm")
  String publicKeyAlgorithm;

  @Column(name = "app_id")
  String appId;

  @Column @Nullable String device;

  @Enumerated(EnumType.STRING)
  @Column(name = "attestation_type")
  @Nullable AttestationType attestation;

  @Column(name = "target_id")
  @Nullable UUID targetId;

  static UafEntity of(UUID tenant, UUID credential, UafAuthenticator made, @Nullable UUID target) {
    var row = new UafEntity();
    row.tenantId = tenant;
    row.id = credential;
    row.aaid = made.key().aaid();
    row.keyId = made.key().keyId();
    row.versionText = made.version().text();
    row.versionIsNumber = made.version().number();
    row.publicKey = made.publicKey();
    row.publicKeyAlgorithm = made.publicKeyAlgorithm();
    row.appId = made.appId();
    row.device = made.device();
    row.attestation = made.attestation();
    row.targetId = target;
    return row;
  }

  UafAuthenticator authenticator() {
    return new UafAuthenticator(
        new UafKey(aaid, keyId),
        new AuthenticatorVersion(versionText, versionIsNumber),
        publicKey,
        publicKeyAlgorithm,
        appId,
        device,
        attestation);
  }
}
