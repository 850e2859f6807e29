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

/** The rules of codes that a tenant set; until it sets some, the default rules. */
@ApplicationScoped
public class CodeLimits {
  private static final TenantRules.Table<CodeRules> TABLE =
      new TenantRules.Table<>("code_rules", CodeRules.DEFAULT, CodeRules::row, CodeRules::read);

  private final TenantRules<CodeRules> kept;

  CodeLimits(Pool pool, AuditWriter audit) {
    kept = new TenantRules<>(pool, audit, TABLE);
  }

  /** The rules of a tenant. */
  public Uni<Versioned<CodeRules>> get(UUID tenant) {
    return kept.get(tenant);
  }

  /** Sets the rules of a tenant, as {@link TenantRules#set} does. */
  public Uni<Versioned<CodeRules>> set(
      Actor actor, UUID tenant, CodeRules rules, @Nullable Long seen) {
    return kept.set(actor, tenant, rules, seen);
  }
}
