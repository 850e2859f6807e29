package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import java.util.UUID;

/** One part of a tenant's entry in the tenant file: what is missing of it is made. */
interface TenantStep {
  /** Makes what is missing, and leaves what is there. */
  Uni<Void> apply(UUID tenant, TenantEntry entry);
}
