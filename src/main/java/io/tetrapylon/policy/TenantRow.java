package io.tetrapylon.policy;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.TenantScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** What the rows of this feature have in common. */
@MappedSuperclass
@IdClass(TenantScoped.class)
abstract class TenantRow extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;
}
