package io.tetrapylon.credential.oath;

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

/** A row of {@code credential_oath}: what a token is, never whether it opens anything. */
@Entity
@Table(name = "credential_oath")
@IdClass(TenantScoped.class)
class OathEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  /** The credential's id. */
  @Id
  @Column(name = "credential_id")
  UUID id;

  @Enumerated(EnumType.STRING)
  @Column
  OathMethod method;

  @Enumerated(EnumType.STRING)
  @Column
  OathAlgorithm algorithm;

  @Column int digits;
  @Column int period;

  static OathEntity of(UUID tenant, UUID credential, OathParameters parameters) {
    var row = new OathEntity();
    row.tenantId = tenant;
    row.id = credential;
    row.method = parameters.method();
    row.algorithm = parameters.algorithm();
    row.digits = parameters.digits();
    row.period = parameters.period();
    return row;
  }

  OathParameters parameters() {
    return new OathParameters(method, algorithm, digits, period);
  }
}
