package io.tetrapylon.audit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The trail among the partitioned tables. */
@Singleton
final class AuditPartitions {
  @Produces
  @Singleton
  PartitionedTable auditEvent() {
    return PartitionedTable.keptForever("audit_event");
  }
}
