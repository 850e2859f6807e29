package io.tetrapylon.dialect.sta;

import io.tetrapylon.credential.GuardedTenant;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Secret;
import io.tetrapylon.tenant.ApiClient;
import io.tetrapylon.tenant.ApiClients;
import io.tetrapylon.tenant.Authority;
import io.tetrapylon.tenant.Caller;
import io.tetrapylon.tenant.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants that import authenticators, and their API keys. */
@ApplicationScoped
class StaTenant {
  private final GuardedTenant tenants;
  private final ApiClients clients;
  private final Ids ids;

  StaTenant(GuardedTenant tenants, ApiClients clients, Ids ids) {
    this.tenants = tenants;
    this.clients = clients;
    this.ids = ids;
  }

  /** A tenant with a user and a key that may do everything. */
  record Known(UUID id, String code, UUID user, String key) {}

  Known make() {
    var id = tenants.tenant();
    set(id, "attestation = 'IMPORT_TRUSTED_CMS', sta_import = true, licence_fido = true");
    set(id, "relying_parties = '{my.rp.com}'");
    return new Known(id, code(id), tenants.user(id), key(id, Set.of(Permission.ALL)));
  }

  UUID user(UUID tenant) {
    return tenants.user(tenant);
  }

  String code(UUID tenant) {
    return tenants.sql("SELECT code FROM tenant WHERE id = $1", tenant).getString(0);
  }

  void set(UUID tenant, String settings) {
    tenants.sql("UPDATE tenant SET " + settings + " WHERE id = $1 RETURNING id", tenant);
  }

  /** Makes every authenticator of a tenant one that its owner has activated. */
  void activate(UUID tenant) {
    state(tenant, "ACTIVE");
  }

  void state(UUID tenant, String state) {
    tenants.sql(
        """
        UPDATE credential SET state = $2, state_cause = CASE WHEN $2 = 'LOCKED' THEN 'FAILURES' END, successes = 1
         WHERE tenant_id = $1 RETURNING id""",
        tenant,
        state);
  }

  int count(UUID tenant) {
    return tenants
        .sql("SELECT count(*)::int FROM credential_fido2 WHERE tenant_id = $1", tenant)
        .getInteger(0);
  }

  UUID group(UUID tenant) {
    return tenants.group(tenant, "g" + ids.next());
  }

  String key(UUID tenant, Set<String> permissions) {
    return key(tenant, new ApiClient.Grants(Caller.Access.READ_WRITE, permissions, null, null));
  }

  String keyOfUser(UUID tenant, UUID user) {
    return key(
        tenant, new ApiClient.Grants(Caller.Access.READ_WRITE, Set.of(Permission.ALL), user, null));
  }

  String keySeeing(UUID tenant, @Nullable Set<UUID> dataroom) {
    return key(
        tenant,
        new ApiClient.Grants(Caller.Access.READ_WRITE, Set.of(Permission.ALL), null, dataroom));
  }

  String readOnlyKey(UUID tenant) {
    return key(
        tenant, new ApiClient.Grants(Caller.Access.READ_ONLY, Set.of(Permission.ALL), null, null));
  }

  private String key(UUID tenant, ApiClient.Grants grants) {
    var name = "sta" + ids.next();
    var draft =
        new ApiClient.Draft(
            name, Secret.of("password of " + name), Secret.of("key of " + name), grants, true);
    tenants.await(() -> clients.create(Authority.SYSTEM, tenant, draft));
    return "key of " + name;
  }
}
