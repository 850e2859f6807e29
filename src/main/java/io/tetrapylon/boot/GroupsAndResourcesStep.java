package io.tetrapylon.boot;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.boot.tenantfile.ResourceEntry;
import io.tetrapylon.boot.tenantfile.TenantEntry;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.tenant.Resources;
import io.tetrapylon.user.Dataroom;
import io.tetrapylon.user.Groups;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What users and policies refer to. */
@ApplicationScoped
class GroupsAndResourcesStep implements TenantStep {
  private final Groups groups;
  private final Resources resources;

  GroupsAndResourcesStep(Groups groups, Resources resources) {
    this.groups = groups;
    this.resources = resources;
  }

  @Override
  public Uni<Void> apply(UUID tenant, TenantEntry entry) {
    return Sequence.each(entry.groups(), name -> group(tenant, name))
        .chain(() -> Sequence.each(entry.resources(), resource -> resource(tenant, resource)));
  }

  private Uni<Void> group(UUID tenant, String name) {
    return Sequence.ifMissing(
        groups.find(tenant, name), none -> groups.create(Actor.SYSTEM, tenant, Dataroom.ALL, name));
  }

  private Uni<Void> resource(UUID tenant, ResourceEntry entry) {
    return Sequence.ifMissing(
        resources
            .get(tenant, entry.id())
            .onFailure(GroupsAndResourcesStep::isUnknown)
            .recoverWithNull(),
        none ->
            resources.create(
                Actor.SYSTEM, tenant, entry.id(), entry.name(), entry.plainApproval()));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof Refusal refusal && refusal.reason() == Reason.OBJECT_UNKNOWN;
  }
}
