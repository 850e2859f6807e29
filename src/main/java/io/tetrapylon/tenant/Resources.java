package io.tetrapylon.tenant;

import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Pages;
import io.tetrapylon.kernel.Member;
import io.tetrapylon.kernel.Micros;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users log in to: finding and changing. */
@ApplicationScoped
public class Resources {
  private static final String KIND = "resource";

  private final Ledger ledger;
  private final Clock clock;

  Resources(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Makes one. Fails with {@code CONFLICT} when the tenant has one with this number. */
  public Uni<Resource> create(
      Actor actor, UUID tenant, long id, String name, boolean plainApproval) {
    return ledger.change(
        actor,
        tenant,
        "resource.create",
        () -> {
          Member.check(id > 0, "id", "must be a positive number.");
          var entity = new ResourceEntity();
          entity.tenantId = tenant;
          entity.id = id;
          entity.name = Member.text("name", name, 200);
          entity.plainApproval = plainApproval;
          entity.createdAt = Micros.now(clock);
          return entity
              .<ResourceEntity>persistAndFlush()
              .map(made -> Ledger.Changed.of(made.snapshot(), KIND, id));
        });
  }

  /** A resource. Fails with {@code OBJECT_UNKNOWN} when there is none. */
  public Uni<Resource> get(UUID tenant, long id) {
    return ledger.read(tenant, () -> load(tenant, id).map(ResourceEntity::snapshot));
  }

  /**
   * Resources by their numbers.
   *
   * @param after the number that the last page ended with, or null for the beginning
   * @param limit 1 to 1000
   */
  public Uni<Page<Resource>> list(UUID tenant, @Nullable Long after, int limit) {
    return ledger.read(
        tenant,
        () ->
            Pages.after(
                    ResourceEntity.class,
                    tenant,
                    after == null ? 0L : after,
                    limit,
                    entity -> entity.id)
                .map(page -> page.map(ResourceEntity::snapshot)));
  }

  /** Changes the version that was seen. Fails with {@code VERSION_STALE} when it has changed. */
  public Uni<Resource> update(
      Actor actor, UUID tenant, long id, long version, String name, boolean plainApproval) {
    return ledger.change(
        actor,
        tenant,
        "resource.update",
        () ->
            load(tenant, id)
                .invoke(entity -> Versions.require(entity.version, version))
                .invoke(entity -> entity.name = Member.text("name", name, 200))
                .invoke(entity -> entity.plainApproval = plainApproval)
                .call(entity -> entity.flush())
                .map(entity -> Ledger.Changed.of(entity.snapshot(), KIND, id)));
  }

  /** Deletes the version that was seen. Policies for it lose it. */
  public Uni<Void> delete(Actor actor, UUID tenant, long id, long version) {
    return ledger.change(
        actor,
        tenant,
        "resource.delete",
        () ->
            load(tenant, id)
                .invoke(entity -> Versions.require(entity.version, version))
                .call(entity -> entity.delete())
                .map(entity -> Ledger.Changed.nothing(KIND, id)));
  }

  private static Uni<ResourceEntity> load(UUID tenant, long id) {
    return ResourceEntity.<ResourceEntity>findById(new ResourceKey(tenant, id))
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such resource."));
  }
}
