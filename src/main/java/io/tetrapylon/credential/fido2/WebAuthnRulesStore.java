package io.tetrapylon.credential.fido2;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.AuditWriter;
import io.tetrapylon.tenant.TenantRules;
import io.tetrapylon.tenant.TenantRules.Versioned;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules that a tenant set; until it sets some, the default rules. */
@ApplicationScoped
public class WebAuthnRulesStore {
  private static final TenantRules.Table<WebAuthnRules> TABLE =
      new TenantRules.Table<>(
          "webauthn_rules", WebAuthnRules.DEFAULT, WebAuthnRules::row, WebAuthnRules::read);

  private final TenantRules<WebAuthnRules> kept;

  WebAuthnRulesStore(Pool pool, AuditWriter audit) {
    kept = new TenantRules<>(pool, audit, TABLE);
  }

  /** The rules of a tenant. */
  public Uni<Versioned<WebAuthnRules>> get(UUID tenant) {
    return kept.get(tenant);
  }

  /** Sets the rules of a tenant, as {@link TenantRules#set} does. */
  public Uni<Versioned<WebAuthnRules>> set(
      Actor actor, UUID tenant, WebAuthnRules rules, @Nullable Long seen) {
    return kept.set(actor, tenant, rules, seen);
  }
}
