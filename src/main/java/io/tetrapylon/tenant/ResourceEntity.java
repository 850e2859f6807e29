package io.tetrapylon.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A resource's row. */
@Entity(name = "Resource")
@Table(name = "resource")
@IdClass(ResourceKey.class)
class ResourceEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id Long id;

  @Column String name;

  @Column(name = "plain_approval")
  boolean plainApproval;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  Resource snapshot() {
    return new Resource(id, name, plainApproval, createdAt, version);
  }
}
