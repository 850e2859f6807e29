package io.tetrapylon.tenant;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.TenantScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A new API key's row; when it ends is the database's word, and no end at first. */
@Entity(name = "ApiKey")
@Table(name = "api_key")
@IdClass(TenantScoped.class)
class ApiKeyEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(name = "client_id")
  UUID clientId;

  @Column byte[] digest;
  @Column String hint;

  @Column(name = "created_at")
  Instant createdAt;
}
