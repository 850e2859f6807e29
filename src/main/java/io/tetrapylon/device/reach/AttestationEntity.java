package io.tetrapylon.device.reach;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.TenantScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code app_attestation}. */
@Entity
@Table(name = "app_attestation")
@IdClass(TenantScoped.class)
class AttestationEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(name = "user_id")
  UUID userId;

  @Column(name = "target_id")
  UUID targetId;

  @Column @Nullable String name;
  @Column @Nullable Long counter;
  @Column @Nullable String receipt;

  @Column(name = "public_key")
  @Nullable String publicKey;

  @Column @Nullable String device;
  @Column @Nullable String environment;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "modified_at")
  Instant modifiedAt;

  @Version long version;

  static AttestationEntity of(UUID id, TargetEntity target, AppAttestation said) {
    var row = new AttestationEntity();
    row.tenantId = target.tenantId;
    row.id = id;
    row.userId = target.userId;
    row.targetId = target.id;
    row.name = said.name();
    row.counter = said.counter();
    row.receipt = said.receipt();
    row.publicKey = said.publicKey();
    row.device = said.device();
    row.environment = said.environment();
    row.createdAt = target.createdAt;
    row.modifiedAt = target.modifiedAt;
    return row;
  }

  AppAttestation.Stored view() {
    return new AppAttestation.Stored(
        new AppAttestation(name, counter, receipt, publicKey, device, environment),
        createdAt,
        modifiedAt,
        version);
  }
}
