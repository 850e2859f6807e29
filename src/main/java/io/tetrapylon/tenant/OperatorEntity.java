package io.tetrapylon.tenant;

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

/** An operator's row; failures and locks are the statement's of {@link OperatorLogins}. */
@Entity(name = "Operator")
@Table(name = "operator")
@IdClass(TenantScoped.class)
class OperatorEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(updatable = false)
  String login;

  @Column(name = "password_hash")
  String passwordHash;

  @Column String role;

  @Column boolean enabled;

  @Column(name = "locked_until", insertable = false, updatable = false)
  @Nullable Instant lockedUntil;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  Operator snapshot() {
    return new Operator(id, login, Role.valueOf(role), enabled, lockedUntil, createdAt, version);
  }
}
