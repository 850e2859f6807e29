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
import org.jspecify.annotations.Nullable;

/** A user's row in a transaction that changes it; {@link UserRows} reads it. */
@Entity(name = "User")
@Table(name = "app_user")
@IdClass(TenantScoped.class)
class UserEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(updatable = false)
  long number;

  @Column String username;

  @Column @Nullable String email;

  @Column @Nullable String mobile;

  @Column(name = "external_id")
  String externalId;

  @Column String status;

  /** Said once; from then on it is the word of {@link Seats}. */
  @Column(updatable = false)
  boolean overallocated;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  void take(User.Profile profile) {
    username = profile.username();
    email = profile.email();
    mobile = profile.mobile();
    externalId = profile.externalId();
  }
}
