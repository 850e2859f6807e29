package io.tetrapylon.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Actor;
import io.tetrapylon.audit.Ledger;
import io.tetrapylon.audit.Ledger.Changed;
import io.tetrapylon.kernel.Ids;
import io.tetrapylon.kernel.Member;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The access policies of a tenant, which have an order: the first match decides. */
@ApplicationScoped
public class AccessPolicies {
  private static final String KIND = "access policy";
  private static final Rows<AccessPolicyEntity> ROWS = new Rows<>(AccessPolicyEntity.class, KIND);

  private final Ledger ledger;
  private final Ids ids;
  private final Clock clock;

  AccessPolicies(Ledger ledger, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
  }

  /** All of a tenant's, in their order: they only mean something together. */
  public Uni<List<StoredAccessPolicy>> list(UUID tenant) {
    return ledger.read(tenant, () -> inOrder(tenant).chain(rows -> views(tenant, rows)));
  }

  /** One access policy, or a refusal with {@code OBJECT_UNKNOWN}. */
  public Uni<StoredAccessPolicy> get(UUID tenant, UUID id) {
    return ledger.read(tenant, () -> ROWS.find(tenant, id).chain(AccessPolicies::view));
  }

  /**
   * Adds an access policy after all others. Refuses a reference to what is not there with {@code
   * MEMBER_INVALID} and a name that is taken with {@code CONFLICT}.
   */
  public Uni<StoredAccessPolicy> create(Actor actor, UUID tenant, AccessPolicySettings settings) {
    return ledger.change(
        actor,
        tenant,
        "access-policy.create",
        () ->
            lastPosition(tenant)
                .map(last -> made(tenant, last + 1))
                .call(row -> set(row, settings))
                .chain(ROWS::add)
                .call(Panache::flush)
                .chain(this::changed));
  }

  /**
   * Changes an access policy.
   *
   * @param seen the version that the caller saw, or null
   * @param edit makes the new settings of the present ones
   */
  public Uni<StoredAccessPolicy> change(
      Actor actor,
      UUID tenant,
      UUID id,
      @Nullable Long seen,
      UnaryOperator<AccessPolicySettings> edit) {
    return ledger.change(
        actor,
        tenant,
        "access-policy.change",
        () ->
            ROWS.find(tenant, id, seen)
                .call(row -> view(row).chain(view -> set(row, edit.apply(view.settings()))))
                .call(Panache::flush)
                .chain(this::changed));
  }

  /** Removes an access policy. */
  public Uni<Void> delete(Actor actor, UUID tenant, UUID id, @Nullable Long seen) {
    return ledger
        .change(
            actor,
            tenant,
            "access-policy.delete",
            () -> ROWS.find(tenant, id, seen).chain(this::changed).call(() -> removed(tenant, id)))
        .replaceWithVoid();
  }

  /**
   * Puts the policies into this order.
   *
   * @param order the ids of all of the tenant's policies, each once; anything else is refused with
   *     {@code MEMBER_INVALID}, also when somebody adds or removes one meanwhile
   */
  public Uni<List<StoredAccessPolicy>> reorder(Actor actor, UUID tenant, List<UUID> order) {
    return ledger.change(
        actor,
        tenant,
        "access-policy.reorder",
        () ->
            locked(tenant)
                .invoke(rows -> place(rows, order))
                .call(Panache::flush)
                .chain(() -> inOrder(tenant))
                .chain(rows -> views(tenant, rows))
                .map(views -> Changed.of(views, KIND, tenant).detailed(names(views))));
  }

  private static void place(List<AccessPolicyEntity> rows, List<UUID> order) {
    var byId =
        rows.stream()
            .collect(Collectors.toMap(row -> row.id, Function.<AccessPolicyEntity>identity()));
    Member.check(
        order.size() == byId.size() && byId.keySet().equals(new HashSet<>(order)),
        "order",
        "it must name each access policy of the tenant once.");
    for (int i = 0; i < order.size(); i++) {
      placed(byId, order.get(i)).position = i + 1;
    }
  }

  private static AccessPolicyEntity placed(Map<UUID, AccessPolicyEntity> byId, UUID id) {
    var row = byId.get(id);
    if (row == null) {
      throw new IllegalStateException("the order was compared with the rows");
    }
    return row;
  }

  private static Uni<List<AccessPolicyEntity>> inOrder(UUID tenant) {
    return AccessPolicyEntity.list("tenantId = ?1 order by position, id", tenant);
  }

  /** By id, as everybody locks them, so that two never wait for each other. */
  private static Uni<List<AccessPolicyEntity>> locked(UUID tenant) {
    return AccessPolicyEntity.<AccessPolicyEntity>find("tenantId = ?1 order by id", tenant)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  private static Uni<Integer> lastPosition(UUID tenant) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "select coalesce(max(position), 0) from AccessPolicyEntity where tenantId = ?1",
                        Integer.class)
                    .setParameter(1, tenant)
                    .getSingleResult());
  }

  private static Uni<AccessPolicyEntity> set(
      AccessPolicyEntity row, AccessPolicySettings settings) {
    return PolicyReferences.find(row.tenantId, settings).map(found -> row.set(settings, found));
  }

  private static Uni<Void> removed(UUID tenant, UUID id) {
    return ROWS.remove(tenant, id, null).replaceWithVoid();
  }

  private static Uni<StoredAccessPolicy> view(AccessPolicyEntity row) {
    return PolicyReferences.names(row.tenantId, List.of(row)).map(names -> names.view(row));
  }

  private static Uni<List<StoredAccessPolicy>> views(UUID tenant, List<AccessPolicyEntity> rows) {
    return PolicyReferences.names(tenant, rows)
        .map(names -> rows.stream().map(names::view).toList());
  }

  private static String names(List<StoredAccessPolicy> views) {
    return views.stream().map(view -> view.settings().name()).collect(Collectors.joining(", "));
  }

  private AccessPolicyEntity made(UUID tenant, int position) {
    var row = new AccessPolicyEntity();
    row.tenantId = tenant;
    row.id = ids.next();
    row.position = position;
    row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return row;
  }

  private Uni<Changed<StoredAccessPolicy>> changed(AccessPolicyEntity row) {
    return view(row).map(view -> Changed.of(view, KIND, row.id).detailed(row.name));
  }
}
