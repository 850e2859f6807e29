package io.tetrapylon.dialect.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tetrapylon.audit.AuditEvent;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event of the audit trail as it travels. */
@Schema(name = "AuditEvent")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuditEventBody(
    UUID id,
    Instant at,
    String action,
    String outcome,
    @Nullable String reason,
    String actorKind,
    String actor,
    @Nullable String subjectKind,
    @Nullable String subject,
    @Nullable UUID userId,
    @Nullable Long resourceId,
    @Nullable String origin,
    @Nullable String requestId,
    @Nullable String detail) {

  static AuditEventBody of(AuditEvent event) {
    return new AuditEventBody(
        event.id(),
        event.at(),
        event.action(),
        Wire.word(event.outcome()),
        event.reason(),
        event.actor().kind(),
        event.actor().name(),
        event.subjectKind(),
        event.subject(),
        event.userId(),
        event.resourceId(),
        event.origin(),
        event.actor().requestId(),
        event.detail());
  }
}
