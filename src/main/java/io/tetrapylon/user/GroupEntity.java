package io.tetrapylon.user;

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

/** A group's row. */
@Entity(name = "UserGroup")
@Table(name = "user_group")
@IdClass(TenantScoped.class)
class GroupEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column String name;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  Group snapshot() {
    return new Group(id, name, createdAt, version);
  }
}
