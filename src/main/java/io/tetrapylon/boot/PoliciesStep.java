package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.boot.tenantfile.NetworkEntry;
import io.tetrapylon.boot.tenantfile.PolicyEntry;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.policy.AccessPolicies;
import io.tetrapylon.policy.AccessPolicySettings;
import io.tetrapylon.policy.Cidr;
import io.tetrapylon.policy.Network;
import io.tetrapylon.policy.NetworkSettings;
import io.tetrapylon.policy.Networks;
import io.tetrapylon.policy.StoredAccessPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Network locations and access policies, in the order of the file. */
@ApplicationScoped
class PoliciesStep implements TenantStep {
  private final Networks networks;
  private final AccessPolicies policies;

  PoliciesStep(Networks networks, AccessPolicies policies) {
    this.networks = networks;
    this.policies = policies;
  }

  @Override
  public Uni<Void> apply(UUID tenant, TenantEntry entry) {
    return Sequence.<Network>all((after, limit) -> networks.list(tenant, after, limit))
        .chain(there -> networks(tenant, there, entry.networks()))
        .chain(() -> policies.list(tenant))
        .chain(there -> policies(tenant, there, entry.policies()));
  }

  private Uni<Void> networks(UUID tenant, List<Network> there, List<NetworkEntry> entries) {
    var names = there.stream().map(network -> network.settings().name()).toList();
    var missing = entries.stream().filter(entry -> !names.contains(entry.name())).toList();
    return Sequence.each(
        missing,
        entry ->
            networks.create(
                Actor.SYSTEM,
                tenant,
                new NetworkSettings(
                    entry.name(), entry.cidr().stream().map(Cidr::toString).toList())));
  }

  private Uni<Void> policies(
      UUID tenant, List<StoredAccessPolicy> there, List<PolicyEntry> entries) {
    var names = there.stream().map(policy -> policy.settings().name()).toList();
    var missing = entries.stream().filter(entry -> !names.contains(entry.name())).toList();
    return Sequence.each(missing, entry -> policies.create(Actor.SYSTEM, tenant, settings(entry)));
  }

  private static AccessPolicySettings settings(PolicyEntry entry) {
    return new AccessPolicySettings(
        entry.name(),
        true,
        entry.groups(),
        entry.resources().stream().map(String::valueOf).toList(),
        entry.networks(),
        Set.copyOf(entry.methods()),
        entry.schedule());
  }
}
