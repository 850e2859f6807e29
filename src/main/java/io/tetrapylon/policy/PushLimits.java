package io.tetrapylon.policy;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.tenant.TenantRules;
import io.tetrapylon.tenant.TenantRules.Versioned;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The limits of pushes that a tenant set; until it sets some, the default rules. */
@ApplicationScoped
public class PushLimits {
  private static final TenantRules.Table<PushRules> TABLE =
      new TenantRules.Table<>("push_rules", PushRules.DEFAULT, PushRules::row, PushRules::read);

  private final TenantRules<PushRules> kept;

  PushLimits(Pool pool, AuditWriter audit) {
    kept = new TenantRules<>(pool, audit, TABLE);
  }

  /** The rules of a tenant. */
  public Uni<Versioned<PushRules>> get(UUID tenant) {
    return kept.get(tenant);
  }

  /** Sets the rules of a tenant, as {@link TenantRules#set} does. */
  public Uni<Versioned<PushRules>> set(
      Actor actor, UUID tenant, PushRules rules, @Nullable Long seen) {
    return kept.set(actor, tenant, rules, seen);
  }
}
