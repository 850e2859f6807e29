package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.boot.tenantfile.TenantFile;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Tenant;
import io.tetrapylon.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Applies a tenant file: what is missing is made, what is there is left as it is. Applying it
 * again, after a crash too, goes on where it was. Of several nodes one applies at a time.
 */
@ApplicationScoped
class TenantFileApplier {
  private final OneNode oneNode;
  private final Tenants tenants;
  private final CallersStep callers;
  private final List<TenantStep> steps;

  TenantFileApplier(
      OneNode oneNode,
      Tenants tenants,
      GroupsAndResourcesStep groupsAndResources,
      UsersStep users,
      IssuersStep issuers,
      CallersStep callers,
      CredentialsStep credentials,
      DirectoryStep directory,
      PoliciesStep policies) {
    this.oneNode = oneNode;
    this.tenants = tenants;
    this.callers = callers;
    this.steps =
        List.of(groupsAndResources, users, issuers, callers, credentials, directory, policies);
  }

  /** Applies all of it. Fails with {@link StartRefused} that names the tenant and the matter. */
  Uni<Void> apply(TenantFile file) {
    return oneNode.run(() -> applyNow(file));
  }

  private Uni<Void> applyNow(TenantFile file) {
    return tenants
        .ensureInstallation()
        .chain(() -> callers.operators(Tenants.INSTALLATION, file.operators()))
        .chain(() -> Sequence.each(file.tenants(), this::tenant));
  }

  private Uni<Void> tenant(TenantEntry entry) {
    return Uni.createFrom()
        .deferred(() -> find(entry))
        .chain(id -> Sequence.each(steps, step -> step.apply(id, entry)))
        .onFailure(Refusal.class)
        .transform(failure -> refused(entry, failure));
  }

  private Uni<UUID> find(TenantEntry entry) {
    return tenants
        .find(entry.code())
        .chain(
            there ->
                there == null
                    ? tenants.create(Actor.SYSTEM, entry.code(), settings(entry))
                    : Uni.createFrom().item(there))
        .map(Tenant::id);
  }

  private static Tenant.Settings settings(TenantEntry entry) {
    var licence = entry.licence();
    var limits = entry.limits();
    return new Tenant.Settings(
        entry.name(),
        new Tenant.Licence(licence.users(), licence.expires(), licence.fido()),
        new Tenant.Limits(limits.tokenFailures(), limits.passwordFailures()),
        Tenant.Attestation.valueOf(entry.attestation().name()),
        entry.staImport(),
        entry.unsignedLoginHints(),
        entry.relyingParties(),
        entry.callbackUrl(),
        entry.alertUrl(),
        entry.allowedHosts(),
        entry.standardLists());
  }

  private static StartRefused refused(TenantEntry entry, Throwable failure) {
    return new StartRefused(
        "The tenant file cannot be applied to tenant '%s': %s"
            .formatted(entry.code(), failure.getMessage()));
  }
}
