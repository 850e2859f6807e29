package io.tetrapylon.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The network locations of a tenant: where an access policy may want an attempt to come from. */
@ApplicationScoped
public class Networks {
  private static final String KIND = "network";
  private static final Rows<NetworkEntity> ROWS = new Rows<>(NetworkEntity.class, KIND);

  private final Ledger ledger;
  private final Ids ids;
  private final Clock clock;

  Networks(Ledger ledger, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Networks in the order in which they were made.
   *
   * @param after the continuation of the page before, or null
   * @param limit 1 or more
   */
  public Uni<Page<Network>> list(UUID tenant, @Nullable UUID after, int limit) {
    return ledger.read(tenant, () -> ROWS.page(tenant, after, limit, NetworkEntity::view));
  }

  /** One network, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<Network> get(UUID tenant, UUID id) {
    return ledger.read(tenant, () -> ROWS.find(tenant, id).map(NetworkEntity::view));
  }

  /** Adds a network; refuses a name that is taken with {@code CONFLICT}. */
  public Uni<Network> create(Actor actor, UUID tenant, NetworkSettings settings) {
    return ledger.change(
        actor,
        tenant,
        "network.create",
        () -> ROWS.add(made(tenant).set(settings)).call(Panache::flush).map(this::changed));
  }

  /**
   * Changes a network.
   *
   * @param seen the version that the caller saw, or null; another one is refused with {@code
   *     VERSION_STALE}
   * @param edit makes the new settings of the present ones
   */
  public Uni<Network> change(
      Actor actor, UUID tenant, UUID id, @Nullable Long seen, UnaryOperator<NetworkSettings> edit) {
    return ledger.change(
        actor,
        tenant,
        "network.change",
        () ->
            ROWS.find(tenant, id, seen)
                .invoke(row -> row.set(edit.apply(row.settings())))
                .call(Panache::flush)
                .map(this::changed));
  }

  /** Removes a network; one that a policy refers to is refused with {@code CONFLICT}. */
  public Uni<Void> delete(Actor actor, UUID tenant, UUID id, @Nullable Long seen) {
    return ledger
        .change(
            actor, tenant, "network.delete", () -> ROWS.remove(tenant, id, seen).map(this::changed))
        .replaceWithVoid();
  }

  private NetworkEntity made(UUID tenant) {
    var row = new NetworkEntity();
    row.tenantId = tenant;
    row.id = ids.next();
    row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return row;
  }

  private Changed<Network> changed(NetworkEntity row) {
    return Changed.of(row.view(), KIND, row.id)
        .detailed(row.name + " " + String.join(" ", row.cidrs));
  }
}
