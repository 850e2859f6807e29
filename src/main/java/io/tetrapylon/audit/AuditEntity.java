package io.tetrapylon.audit;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import io.tetrapylon.kernel.TenantScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit row for Panache transactions: the same columns as {@link AuditInsert}. */
@Entity(name = "AuditEvent")
@Table(name = "audit_event")
@IdClass(TenantScoped.class)
class AuditEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID tenantId;

  @Id UUID id;

  @Column Instant at;
  @Column String action;
  @Column String outcome;
  @Nullable String reason;

  @Column(name = "actor_kind")
  String actorKind;

  @Column String actor;

  @Column(name = "subject_kind")
  @Nullable String subjectKind;

  @Nullable String subject;

  @Column(name = "user_id")
  @Nullable UUID userId;

  @Column(name = "resource_id")
  @Nullable Long resourceId;

  @Nullable String origin;

  @Column(name = "request_id")
  @Nullable String requestId;

  @Nullable String detail;

  @Column(name = "key_version")
  int keyVersion;

  @Column byte[] mac;

  static AuditEntity of(AuditRow row) {
    var event = row.event();
    var entity = new AuditEntity();
    entity.tenantId = event.tenantId();
    entity.id = event.id();
    entity.at = event.at();
    entity.action = event.action();
    entity.outcome = event.outcome().name();
    entity.reason = event.reason();
    entity.actorKind = event.actor().kind();
    entity.actor = event.actor().name();
    entity.subjectKind = event.subjectKind();
    entity.subject = event.subject();
    entity.userId = event.userId();
    entity.resourceId = event.resourceId();
    entity.origin = event.origin();
    entity.requestId = event.actor().requestId();
    entity.detail = event.detail();
    entity.keyVersion = row.keyVersion();
    entity.mac = row.mac();
    return entity;
  }

  AuditRow toRow() {
    var event =
        new AuditEvent(
            tenantId,
            id,
            at,
            action,
            AuditEvent.Outcome.valueOf(outcome),
            reason,
            new Actor(actorKind, actor, requestId),
            subjectKind,
            subject,
            userId,
            resourceId,
            origin,
            detail);
    return new AuditRow(event, keyVersion, mac);
  }
}
