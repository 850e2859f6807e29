package io.tetrapylon.policy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tetrapylon.audit.Pages;
import io.tetrapylon.kernel.Page;
import io.tetrapylon.kernel.Reason;
import io.tetrapylon.kernel.Refusal;
import io.tetrapylon.kernel.TenantScoped;
import io.tetrapylon.kernel.Versions;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows of one entity, within the transaction of a {@link io.tetrapylon.audit.Ledger}.
 *
 * @param type the entity
 * @param called what the sentences call one
 */
record Rows<E extends TenantRow>(Class<E> type, String called) {
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /** The row, or a refusal with {@code OBJECT_UNKNOWN}. */
  Uni<E> find(UUID tenant, UUID id) {
    return Panache.getSession()
        .chain(session -> session.find(type, new TenantScoped(tenant, id)))
        .onItem()
        .ifNull()
        .failWith(() -> new Refusal(Reason.OBJECT_UNKNOWN, "There is no such " + called + "."));
  }

  /** The row as the caller saw it, or a refusal with {@code VERSION_STALE}. */
  Uni<E> find(UUID tenant, UUID id, @Nullable Long seen) {
    return find(tenant, id).invoke(row -> Versions.requireSeen(row.version, seen));
  }

  /** Removes the row at once, so that what still refers to it is found here. */
  Uni<E> remove(UUID tenant, UUID id, @Nullable Long seen) {
    return find(tenant, id, seen)
        .call(row -> Panache.getSession().chain(session -> session.remove(row)))
        .call(Panache::flush);
  }

  /** Writes a new row. */
  Uni<E> add(E row) {
    return Panache.getSession().chain(session -> session.persist(row)).replaceWith(row);
  }

  /** Rows in the order in which they were made, after one of them. */
  <T> Uni<Page<T>> page(UUID tenant, @Nullable UUID after, int limit, Function<E, T> view) {
    return Pages.after(type, tenant, after == null ? BEFORE_ALL : after, limit, row -> row.id)
        .map(page -> page.map(view));
  }
}
