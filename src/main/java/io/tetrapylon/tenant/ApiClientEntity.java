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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An API client's row. */
@Entity(name = "ApiClient")
@Table(name = "api_client")
@IdClass(TenantScoped.class)
class ApiClientEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column(name = "access_id", updatable = false)
  String accessId;

  @Column(name = "password_hash")
  String passwordHash;

  @Column String access;

  @Column(name = "user_id")
  @Nullable UUID userId;

  @Column UUID @Nullable [] dataroom;

  @Column String[] permissions;

  @Column boolean enabled;

  @Column(name = "issuer_id")
  @Nullable UUID issuerId;

  @Column(name = "external_subject")
  @Nullable String externalSubject;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Version long version;

  void take(ApiClient.Settings settings) {
    take(settings.grants());
    var external = settings.external();
    issuerId = external == null ? null : external.issuer();
    externalSubject = external == null ? null : external.subject();
    enabled = settings.enabled();
  }

  private void take(ApiClient.Grants grants) {
    access = grants.access().name();
    userId = grants.userId();
    dataroom = grants.dataroom() == null ? null : grants.dataroom().toArray(UUID[]::new);
    permissions = grants.permissions().stream().sorted().toArray(String[]::new);
  }

  ApiClient.Grants grants() {
    return new ApiClient.Grants(
        Caller.Access.valueOf(access),
        Set.of(permissions),
        userId,
        dataroom == null ? null : Set.of(dataroom));
  }

  ApiClient snapshot() {
    var external =
        issuerId == null || externalSubject == null
            ? null
            : new ApiClient.External(issuerId, externalSubject);
    return new ApiClient(
        id, accessId, new ApiClient.Settings(grants(), external, enabled), createdAt, version);
  }
}
